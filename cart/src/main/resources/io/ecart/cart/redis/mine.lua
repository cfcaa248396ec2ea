-- ARGV[5] ttl (ms). The customer's current cart; a new one when there is none.
local current = redis.call('GET', MINE)
if current then
  local key = string.sub(CART, 1, #CART - #ID) .. current
  local cart = load(key)
  if cart and cart.owner == CALLER then
    CART = key
    return kept(cart)
  end
end
return create(ARGV[5])
