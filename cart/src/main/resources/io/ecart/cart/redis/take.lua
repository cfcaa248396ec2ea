-- Opens a checkout, or joins the one that is open: only when nothing has changed since it was read.
-- ARGV[5] the attempts seen ('' for none), [6] the attempts from now on.
local cart = open(CART)
if not cart then
  return {'none'}
end
if cart.version ~= EXPECTED or (cart.attempts or '') ~= ARGV[5] then
  return {'changed'}
end
if not cart.checkout then
  put(cart, 'checkout', cart.version)
end
put(cart, 'attempts', ARGV[6])
return kept(cart)
