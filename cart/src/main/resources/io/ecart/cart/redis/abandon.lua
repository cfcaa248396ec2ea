-- Tells once that a cart lies abandoned. ARGV[5] the time (ms) since which nobody has touched it.
local touched = redis.call('ZSCORE', TOUCHED, ID)
if not touched or tonumber(touched) > tonumber(ARGV[5]) then
  return {'ok'}
end
redis.call('ZREM', TOUCHED, ID)
local cart = load(CART)
local lines = {}
for _, line in ipairs(cart and items(cart) or {}) do
  lines[#lines + 1] = {sku = line.sku, quantity = line.quantity}
end
if #lines > 0 then
  tell(cart, 'cart.abandoned', {items = lines})
end
return {'ok'}
