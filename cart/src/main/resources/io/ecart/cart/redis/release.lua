-- Closes a checkout that came to nothing. ARGV[5] its number, which no other may have from now on:
-- the order service remembers the refusal under it.
local cart = open(CART)
if cart and cart.checkout == ARGV[5] then
  drop(cart, 'checkout')
  drop(cart, 'attempts')
  put(cart, 'next', text(tonumber(ARGV[5]) + 1))
end
return {'ok'}
