-- Moves all lines of another cart into this one, or none; a cart merged before is no fault.
-- KEYS[6] the other cart; ARGV[5] its id, [6] most lines, [7] most of one line,
-- [8] the most that a cart may cost.
local from = ARGV[5]
local maxItems, maxQuantity, maxTotal = tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8])
local MAX_MARKS = 50

local cart = open(CART)
local refused = refusal(cart)
if refused then
  return refused
end
if cart['merged:' .. from] then
  return kept(cart)
end
local other = open(KEYS[6])
if not other then
  return {'nosource'}
end
-- A guest cart is open to whoever knows its id: what a customer has is not moved there.
if cart.owner == '' and other.owner ~= '' then
  return {'owned'}
end
if other.checkout then
  return {'busy'}
end
if cart.currency ~= '' and other.currency ~= '' and cart.currency ~= other.currency then
  return {'currency', cart.currency}
end

local moved = items(other)
local count = #items(cart)
local together = {}
for _, line in ipairs(moved) do
  local known = item(cart, line.sku)
  local quantity = line.quantity + (known and known.quantity or 0)
  count = count + (known and 0 or 1)
  together[line.sku] = {quantity = quantity, offer = line.offer}
  if quantity > maxQuantity then
    return {'longline', line.sku}
  end
end
if count > maxItems then
  return {'full'}
end
if cost(cart, together) > maxTotal then
  return {'dear'}
end

for _, line in ipairs(moved) do
  local known = item(cart, line.sku)
  putItem(cart, line.sku, together[line.sku].quantity, known and known.seq or nextSeq(cart),
    line.offer)
  tell(other, 'cart.item-removed', {sku = line.sku, quantity = line.quantity})
  tell(cart, 'cart.item-added', {sku = line.sku, quantity = line.quantity})
end
if cart.currency == '' then
  put(cart, 'currency', other.currency)
end

redis.call('DEL', KEYS[6])
redis.call('ZREM', TOUCHED, from)
if redis.call('GET', MINE) == from then
  redis.call('SET', MINE, cart.id, 'PX', cart.ttl)
end

-- Remembers the newest merges only: their number must have a bound.
local oldest, marks = nil, 0
for field, value in pairs(cart) do
  if string.sub(field, 1, 7) == 'merged:' then
    marks = marks + 1
    if not oldest or tonumber(value) < tonumber(cart[oldest]) then
      oldest = field
    end
  end
end
if marks >= MAX_MARKS then
  drop(cart, oldest)
end
put(cart, 'merged:' .. from, text(now))
return saved(cart)
