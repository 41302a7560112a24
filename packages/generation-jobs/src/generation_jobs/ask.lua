-- A place in the budget for one request, or the milliseconds after which to ask again. The clock is Redis's own.
-- KEYS: places (when each becomes free), line (since when each client waits), due (when it is to ask again), peers (until
-- when each client counts), state (limit, told_closed, closed). ARGV: limit (0 for none), window, lease, how long peers count, client,
-- place, whether the client went on without Redis. Gives wait, remaining, limit, number of peers.
local places, line, due, peers, state = unpack(KEYS)
local limit, window, lease, keep = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local client, place, returns = ARGV[5], ARGV[6], ARGV[7] == '1'
local GRACE = 1000 -- by which a client may be late for its turn
local SLACK = 500 -- by which the provider may count later what was sent before

local clock = redis.call('TIME')
local now = math.floor(clock[1] * 1000 + clock[2] / 1000)

local function quiet_until()
  if returns then -- so may others, who have not told yet
    return now + 2 * window
  end
  if limit == 0 or redis.call('HEXISTS', state, 'closed') == 1 then
    return 0
  end
  -- Nothing is known, since nobody asked for long, or since Redis started anew and has forgotten what was sent before.
  -- Its uptime is the difference of two whole seconds, and so may be told one too long.
  local up = tonumber(string.match(redis.call('INFO', 'server'), 'uptime_in_seconds:(%d+)')) * 1000 - 1000
  return up < window + SLACK and now + window + SLACK - up or 0
end

local function forget()
  redis.call('ZREMRANGEBYSCORE', places, '-inf', now)
  redis.call('ZREMRANGEBYSCORE', peers, '-inf', now)
  for _, late in ipairs(redis.call('ZRANGEBYSCORE', due, '-inf', now)) do
    redis.call('ZREM', due, late)
    redis.call('ZREM', line, late)
  end
end

local function wait_for_place(used)
  if limit == 0 then
    return 0
  end
  redis.call('ZADD', line, 'NX', now, client)
  local missing = used + redis.call('ZRANK', line, client) + 1 - limit
  if missing <= 0 then
    return 0
  end
  local free_at = redis.call('ZRANGE', places, missing - 1, missing - 1, 'WITHSCORES')[2]
  -- A request under way holds its place by a long lease, and may be answered at any moment.
  return math.max(1, math.min(tonumber(free_at) or math.huge, now + window) - now)
end

local function closed_until(field)
  return tonumber(redis.call('HGET', state, field)) or 0
end

local closed = math.max(closed_until('closed'), quiet_until())
redis.call('HSET', state, 'closed', closed)
closed = math.max(closed, closed_until('told_closed'))
if limit > 0 then
  limit = tonumber(redis.call('HGET', state, 'limit')) or limit
end
forget()
redis.call('ZADD', peers, now + keep, client)

local used = redis.call('ZCARD', places)
local wait = math.max(wait_for_place(used), closed - now)
if wait > 0 then
  redis.call('ZADD', due, now + wait + GRACE, client)
else
  redis.call('ZREM', line, client)
  redis.call('ZREM', due, client)
  if limit > 0 then
    redis.call('ZADD', places, now + lease, place)
    used = used + 1
  end
end

for _, key in ipairs(KEYS) do
  redis.call('PEXPIRE', key, math.max(keep, lease))
end
return {wait, math.max(0, limit - used), limit, redis.call('ZCARD', peers)}
