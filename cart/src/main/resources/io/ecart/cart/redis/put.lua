-- Sets the quantity of a line, or adds to it.
-- ARGV[5] sku, [6] add or set, [7] quantity, [8] offer ('' when the catalogue cannot be asked),
-- [9] its currency, [10] most lines, [11] most of one line, [12] the most that a cart may cost.
local sku, mode, quantity, offer, currency = ARGV[5], ARGV[6], tonumber(ARGV[7]), ARGV[8], ARGV[9]
local maxItems, maxQuantity, maxTotal = tonumber(ARGV[10]), tonumber(ARGV[11]), tonumber(ARGV[12])

local cart = open(CART)
local refused = refusal(cart)
if refused then
  return refused
end

local line = item(cart, sku)
local before = line and line.quantity or 0
local after = mode == 'add' and before + quantity or quantity
if after == before and (offer == '' or (line and line.offer == offer) or not line) then
  return kept(cart)
end
if after == 0 then
  drop(cart, 'item:' .. sku)
  tell(cart, 'cart.item-removed', {sku = sku, quantity = before})
  return saved(cart)
end
if not line and offer == '' then
  return {'unpriced'}
end
if after > maxQuantity then
  return {'quantity', text(before)}
end
if not line and #items(cart) >= maxItems then
  return {'full'}
end
if offer ~= '' and cart.currency ~= '' and cart.currency ~= currency then
  return {'currency', cart.currency}
end
local remembered = offer ~= '' and offer or line.offer
-- Taking something out is never refused: it is the way back when prices have risen.
if after > before and cost(cart, {[sku] = {quantity = after, offer = remembered}}) > maxTotal then
  return {'total'}
end

if cart.currency == '' then
  put(cart, 'currency', currency)
end
putItem(cart, sku, after, line and line.seq or nextSeq(cart), remembered)
if after > before then
  tell(cart, 'cart.item-added', {sku = sku, quantity = after - before})
elseif after < before then
  tell(cart, 'cart.item-removed', {sku = sku, quantity = before - after})
end
return saved(cart, line and 'ok' or 'new')
