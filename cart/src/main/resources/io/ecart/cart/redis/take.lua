-- Opens a checkout, or joins the one that is open: only when nothing has changed since it was read.
-- ARGV[5] the attempts seen ('' for none), [6] the attempts from now on, [7] the checkout's number.
local number = ARGV[7]
local cart = open(CART)
if not cart then
  return {'none'}
end
if cart.version ~= EXPECTED or (cart.attempts or '') ~= ARGV[5] then
  return {'changed'}
end
-- A checkout that came and went leaves no other trace than that its number is used.
if (cart.checkout or number) ~= number or tonumber(number) < tonumber(cart.next or '0')
  or tonumber(number) <= tonumber(cart.last or '0') then
  return {'changed'}
end
put(cart, 'checkout', number)
put(cart, 'attempts', ARGV[6])
return kept(cart)
