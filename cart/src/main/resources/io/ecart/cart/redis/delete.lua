local cart = open(CART)
local refused = refusal(cart)
if refused then
  return refused
end
for _, line in ipairs(items(cart)) do
  tell(cart, 'cart.item-removed', {sku = line.sku, quantity = line.quantity})
end
redis.call('DEL', CART)
redis.call('ZREM', TOUCHED, cart.id)
if cart.owner ~= '' and redis.call('GET', MINE) == cart.id then
  redis.call('DEL', MINE)
end
return {'ok'}
