-- Closes a checkout that came to nothing. ARGV[5] the version it began at.
-- The version moves on, since the order service remembers the refusal under the old one.
local cart = open(CART)
if cart and cart.checkout == ARGV[5] then
  drop(cart, 'checkout')
  drop(cart, 'attempts')
  put(cart, 'version', text(tonumber(cart.version) + 1))
end
return {'ok'}
