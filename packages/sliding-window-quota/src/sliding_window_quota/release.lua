-- Takes what became of a request. The clock is Redis's own.
--
-- KEYS: places, state (see acquire.lua)
-- ARGV: limit (0: none), window, how long all is kept, place, whether the request was sent, and what the response said:
--       limit, remaining, milliseconds of Retry-After; -1 for nothing
local places, state = unpack(KEYS)
local limit, window, kept, place, sent = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4], ARGV[5] == '1'
local told_limit, remaining, retry_after = tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8])

local clock = redis.call('TIME')
local now = math.floor(clock[1] * 1000 + clock[2] / 1000)

if limit > 0 and sent then
  redis.call('ZADD', places, now + window, place)
else
  redis.call('ZREM', places, place)
end

if limit > 0 and told_limit > 0 then
  redis.call('HSET', state, 'limit', told_limit)
end
if limit > 0 and remaining >= 0 then
  -- Requests of programs that do not share this rate limit, but its key.
  limit = tonumber(redis.call('HGET', state, 'limit')) or limit
  redis.call('ZREMRANGEBYSCORE', places, '-inf', now)
  for other = 1, limit - remaining - redis.call('ZCARD', places) do
    redis.call('ZADD', places, now + window, place .. ':' .. other)
  end
end
if retry_after >= 0 then
  local retry_at = tonumber(redis.call('HGET', state, 'retry_at')) or 0
  redis.call('HSET', state, 'retry_at', math.max(retry_at, now + retry_after))
end

for _, key in ipairs(KEYS) do
  redis.call('PEXPIRE', key, kept)
end
return {}
