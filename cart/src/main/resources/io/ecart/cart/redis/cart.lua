-- The head of every cart script. A cart is one hash:
--   id, owner ('' for a guest), version, ttl and expires (ms), seq (counts lines ever added),
--   currency ('' while empty), item:<sku> = quantity|seq|offer (JSON, opaque but for its amount),
--   merged:<id> = when that cart was merged in, and while a checkout is open:
--   checkout (its number) and attempts (JSON, opaque here); last = the number of the newest
--   checkout that is finished, next = one more than that of the newest that came to nothing.
local CART, MINE, TOUCHED, OUTBOX, ONCE = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local ID, CALLER, EXPECTED, TRACE = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local MAX_EVENTS = 1000000

local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)

-- Lua writes large numbers as 1.7e+12.
local function text(number)
  return string.format('%.0f', number)
end

local function load(key)
  local flat = redis.call('HGETALL', key)
  if #flat == 0 then
    return nil
  end
  local cart = {}
  for i = 1, #flat, 2 do
    cart[flat[i]] = flat[i + 1]
  end
  return cart
end

-- Carts of others are as good as absent.
local function open(key)
  local cart = load(key)
  if cart and (cart.owner == '' or cart.owner == CALLER) then
    return cart
  end
  return nil
end

local function refusal(cart)
  if not cart then
    return {'none'}
  end
  if EXPECTED ~= '' and EXPECTED ~= cart.version then
    return {'stale'}
  end
  return nil
end

local function put(cart, field, value)
  cart[field] = value
  redis.call('HSET', CART, field, value)
end

local function drop(cart, field)
  cart[field] = nil
  redis.call('HDEL', CART, field)
end

-- The lines in the order in which they were added.
local function items(cart)
  local list = {}
  for field, value in pairs(cart) do
    if string.sub(field, 1, 5) == 'item:' then
      local quantity, seq, offer = string.match(value, '^(%d+)|(%d+)|(.*)$')
      list[#list + 1] = {
        sku = string.sub(field, 6),
        quantity = tonumber(quantity),
        seq = tonumber(seq),
        offer = offer
      }
    end
  end
  table.sort(list, function(a, b) return a.seq < b.seq end)
  return list
end

local function item(cart, sku)
  local value = cart['item:' .. sku]
  if not value then
    return nil
  end
  local quantity, seq, offer = string.match(value, '^(%d+)|(%d+)|(.*)$')
  return {sku = sku, quantity = tonumber(quantity), seq = seq, offer = offer}
end

local function putItem(cart, sku, quantity, seq, offer)
  put(cart, 'item:' .. sku, text(quantity) .. '|' .. seq .. '|' .. offer)
end

-- Quotation marks inside the name are escaped, so that only the member itself is found.
local function price(offer)
  return tonumber(string.match(offer, '"amount":(%d+)'))
end

-- What the cart comes to, by the prices that lines remember, once these lines (by sku) stand in it.
-- Doubles hold whole numbers up to 2^53, so a sum is exact unless it is far over any bound.
local function cost(cart, changed)
  local sum = 0
  for _, line in ipairs(items(cart)) do
    if not changed[line.sku] then
      sum = sum + line.quantity * price(line.offer)
    end
  end
  for _, line in pairs(changed) do
    sum = sum + line.quantity * price(line.offer)
  end
  return sum
end

local function nextSeq(cart)
  put(cart, 'seq', text(tonumber(cart.seq) + 1))
  return cart.seq
end

-- Tells an event: into the outbox, in the same step as what it tells of.
local function tell(cart, name, data)
  data.cartId = cart.id
  if cart.owner ~= '' then
    data.customerId = cart.owner
  end
  redis.call('XADD', OUTBOX, 'MAXLEN', '~', MAX_EVENTS, '*', 'name', name, 'cart', cart.id,
    'time', text(now), 'trace', TRACE, 'data', cjson.encode(data))
end

-- Notes, with what it did, that the request with this idempotency key took effect.
local function took(effect)
  if redis.call('EXISTS', ONCE) == 1 then
    redis.call('HSET', ONCE, 'effect', effect)
  end
end

-- Slides the expiry and answers the cart.
local function kept(cart, code)
  put(cart, 'expires', text(now + tonumber(cart.ttl)))
  redis.call('PEXPIRE', CART, cart.ttl)
  if cart.owner ~= '' and redis.call('GET', MINE) == cart.id then
    redis.call('PEXPIRE', MINE, cart.ttl)
  end
  local answer = {code or 'ok'}
  for field, value in pairs(cart) do
    answer[#answer + 1] = field
    answer[#answer + 1] = value
  end
  return answer
end

-- Ends a change of the lines.
local function saved(cart, code)
  put(cart, 'version', text(tonumber(cart.version) + 1))
  if #items(cart) > 0 then
    redis.call('ZADD', TOUCHED, text(now), cart.id)
  else
    put(cart, 'currency', '')
    redis.call('ZREM', TOUCHED, cart.id)
  end
  took(cart.id)
  return kept(cart, code)
end

local function create(ttl)
  local cart = {}
  put(cart, 'id', ID)
  put(cart, 'owner', CALLER)
  put(cart, 'version', '1')
  put(cart, 'ttl', ttl)
  put(cart, 'seq', '0')
  put(cart, 'currency', '')
  if CALLER ~= '' then
    redis.call('SET', MINE, ID, 'PX', ttl)
  end
  took(ID)
  return kept(cart)
end
