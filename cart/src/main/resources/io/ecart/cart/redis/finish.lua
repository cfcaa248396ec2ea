-- Takes out what was ordered, once. ARGV[5] the checkout's number, [6] the order's id,
-- [7] the order (JSON), to answer a repeat with, then sku and quantity of each line.
local number = ARGV[5]
took(ARGV[7])
local cart = open(CART)
if not cart or tonumber(cart.last or '0') >= tonumber(number) then
  return {'ok'}
end
local ordered = {}
for i = 8, #ARGV, 2 do
  local sku, quantity = ARGV[i], tonumber(ARGV[i + 1])
  local line = item(cart, sku)
  ordered[#ordered + 1] = {sku = sku, quantity = quantity}
  if line and line.quantity > quantity then
    putItem(cart, sku, line.quantity - quantity, line.seq, line.offer)
  elseif line then
    drop(cart, 'item:' .. sku)
  end
end
put(cart, 'last', number)
if cart.checkout == number then
  drop(cart, 'checkout')
  drop(cart, 'attempts')
end
tell(cart, 'cart.checked-out', {orderId = ARGV[6], items = ordered})
ONCE = ''
saved(cart)
return {'ok'}
