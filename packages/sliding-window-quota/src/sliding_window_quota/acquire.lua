-- Takes a place for one request, or tells after how many milliseconds to ask again. The clock is Redis's own.
--
-- KEYS: places  when each place becomes free
--       queue   since when each client waits
--       due     until when each waiting client is expected to ask again
--       peers   until when each client counts as one of those that share
--       shares  how much of the limit each client may use without Redis
--       state   limit and retry_at (told by responses), closed, replid
--       memory  since when this Redis has forgotten nothing; one key for all rate limits
-- ARGV: limit (0: none), window, lease, how long all is kept, client, place, whether clients may have gone on without Redis
-- Returns wait, remaining, limit, share.
local places, queue, due, peers, shares, state, memory = unpack(KEYS)
local limit, window, lease, kept = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local client, place, returning = ARGV[5], ARGV[6], ARGV[7] == '1'
local GRACE = 1000 -- by which a client may be late for its turn
local SLACK = 1000 -- see distributed.py
local MEMORY_KEPT = 30 * 24 * 3600 * 1000

local clock = redis.call('TIME')
local now = math.floor(clock[1] * 1000 + clock[2] / 1000)

local function info(section, field)
  local id = string.match(redis.call('INFO', section), field .. ':(%w+)')
  return id or error('INFO ' .. section .. ' shows no ' .. field)
end

-- A flush deletes the key, a restart or a failover changes the run: what was sent before is forgotten, or a part of it.
local function remembers_since()
  local run = info('server', 'run_id')
  local known = redis.call('HMGET', memory, 'run', 'since')
  if known[1] ~= run then
    redis.call('HSET', memory, 'run', run, 'since', now)
    known[2] = now
  end
  redis.call('PEXPIRE', memory, MEMORY_KEPT)
  return tonumber(known[2])
end

-- Until when nothing is sent, since requests may be under way that nobody has told of.
local function closed_until()
  local closed = tonumber(redis.call('HGET', state, 'closed')) or 0
  local replid, before = info('replication', 'master_replid'), redis.call('HGET', state, 'replid')
  if before and before ~= replid then -- it was read-only for a while, and clients may have gone on without it
    closed = math.max(closed, now + window + SLACK)
  end
  if returning then -- those who have not told yet
    closed = math.max(closed, now + 2 * window)
  end
  redis.call('HSET', state, 'closed', closed, 'replid', replid)
  return closed
end

local function forget_the_late()
  redis.call('ZREMRANGEBYSCORE', places, '-inf', now)
  for _, late in ipairs(redis.call('ZRANGEBYSCORE', due, '-inf', now)) do
    redis.call('ZREM', due, late)
    redis.call('ZREM', queue, late)
  end
  for _, gone in ipairs(redis.call('ZRANGEBYSCORE', peers, '-inf', now)) do
    redis.call('ZREM', peers, gone)
    redis.call('HDEL', shares, gone)
  end
end

-- Others keep what they were told until they ask again, so that all shares together never exceed the limit.
local function share()
  redis.call('HDEL', shares, client)
  local left = limit
  for _, other in ipairs(redis.call('HVALS', shares)) do
    left = left - other
  end
  local mine = math.max(0, math.min(math.floor(limit / redis.call('ZCARD', peers)), left))
  redis.call('HSET', shares, client, mine)
  return mine
end

local function wait_for_place(used)
  if limit == 0 then
    return 0
  end
  redis.call('ZADD', queue, 'NX', now, client)
  local missing = used + redis.call('ZRANK', queue, client) + 1 - limit
  if missing <= 0 then
    return 0
  end
  local free_at = redis.call('ZRANGE', places, missing - 1, missing - 1, 'WITHSCORES')[2]
  -- A request under way holds its place by a long lease, and may be answered at any moment.
  return math.max(1, math.min(tonumber(free_at) or math.huge, now + window) - now)
end

local forgot_until = remembers_since() + window + SLACK
local closed = math.max(closed_until(), forgot_until)
if limit == 0 then
  closed = 0
else
  limit = tonumber(redis.call('HGET', state, 'limit')) or limit
end
closed = math.max(closed, tonumber(redis.call('HGET', state, 'retry_at')) or 0)

forget_the_late()
redis.call('ZADD', peers, now + kept, client)
local mine = now < forgot_until and 0 or share()

local used = redis.call('ZCARD', places)
local wait = math.max(wait_for_place(used), closed - now)
if wait > 0 then
  redis.call('ZADD', due, now + wait + GRACE, client)
else
  redis.call('ZREM', queue, client)
  redis.call('ZREM', due, client)
  if limit > 0 then
    redis.call('ZADD', places, now + lease, place)
    used = used + 1
  end
end

for number = 1, #KEYS - 1 do
  redis.call('PEXPIRE', KEYS[number], math.max(kept, lease))
end
return {wait, math.max(0, limit - used), limit, mine}
