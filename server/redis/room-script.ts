/**
 * Every change of a room, each in one call and therefore whole or not at all. A room is one hash, `KEYS[1]`, which
 * goes by itself when nobody renews it:
 *
 *   v          version: rises with every change of a seat, never repeats, not even after all data was lost
 *   s:<id>     a seat: epoch | connection | node | interrupted since (ms, 0 when not) | place | profile
 *   w:<id>     a watching connection: its node
 *
 * `ARGV` is the operation, how long the room is kept (ms), and what the operation takes. A change of a seat is
 * published on the channel named like the key, and returned: version before, version after, participant, reason,
 * replaced connection, seat (empty when free), offers, each on a line.
 */
export const roomScript = `
local key, op = KEYS[1], ARGV[1]
local time = redis.call('TIME')
local nowMs = time[1] * 1000 + math.floor(time[2] / 1000)

local function number(value) return string.format('%.0f', value) end

local function read(id)
  local raw = redis.call('HGET', key, 's:' .. id)
  if not raw then return nil end
  local epoch, connection, node, since, place, profile = string.match(raw, '^([^|]*)|([^|]*)|([^|]*)|(%d+)|(%d+)|(.*)$')
  return { epoch = epoch, connection = connection, node = node, since = since, place = place, profile = profile }
end

local function count(prefix)
  local amount = 0
  for _, field in ipairs(redis.call('HKEYS', key)) do
    if string.sub(field, 1, 2) == prefix then amount = amount + 1 end
  end
  return amount
end

local function keep()
  local left = redis.call('HLEN', key)
  if left == 0 or (left == 1 and redis.call('HEXISTS', key, 'v') == 1) then redis.call('DEL', key)
  else redis.call('PEXPIRE', key, ARGV[2]) end
end

local function fields(prefix)
  local all = redis.call('HGETALL', key)
  local found = {}
  for i = 1, #all, 2 do
    if string.sub(all[i], 1, 2) == prefix then
      found[#found + 1] = string.sub(all[i], 3)
      found[#found + 1] = all[i + 1]
    end
  end
  return found
end

local function version() return redis.call('HGET', key, 'v') or '0' end

-- Puts the seat (nil frees it) and tells everybody who listens.
local function put(id, seat, reason, replaced, offers)
  local before = version()
  local after = number(math.max(tonumber(before) + 1, time[1] * 1000000 + time[2]))
  local raw = ''
  if seat then
    seat.place = seat.place or after
    raw = table.concat({ seat.epoch, seat.connection, seat.node, seat.since, seat.place, seat.profile }, '|')
    redis.call('HSET', key, 's:' .. id, raw)
  else
    redis.call('HDEL', key, 's:' .. id)
  end
  redis.call('HSET', key, 'v', after)
  keep()
  local message = table.concat({ before, after, id, reason, replaced, raw, offers }, '\\n')
  redis.call('PUBLISH', key, message)
  return message
end

local function sit(id, epoch, connection, node, profile, capacity, offers)
  local former = read(id)
  if not former and count('s:') >= tonumber(capacity) then return { 'full' } end
  local seat = { epoch = epoch, connection = connection, node = node, since = '0', profile = profile }
  local arrival, replaced = 'new', ''
  if former then
    arrival = former.epoch == epoch and 'return' or 'replacement'
    if arrival == 'return' then seat.place = former.place end
    if former.since == '0' and former.connection ~= connection then replaced = former.connection end
  end
  return { 'ok', put(id, seat, 'left', replaced, offers), arrival, replaced }
end

if op == 'read' then
  if ARGV[3] and version() == ARGV[3] then
    redis.call('PEXPIRE', key, ARGV[2])
    return { ARGV[3] }
  end
  if redis.call('EXISTS', key) == 1 then redis.call('PEXPIRE', key, ARGV[2]) end
  return { version(), fields('s:'), fields('w:') }
end

if op == 'watch' then
  local connection, node, id, capacity = ARGV[3], ARGV[4], ARGV[5], tonumber(ARGV[6])
  local isKnown = redis.call('HEXISTS', key, 'w:' .. connection) == 1
  if not isKnown and count('w:') >= capacity and not read(id) then return { 'full' } end
  redis.call('HSET', key, 'w:' .. connection, node)
  keep()
  return { 'ok' }
end

if op == 'unwatch' then
  for i = 3, #ARGV do redis.call('HDEL', key, 'w:' .. ARGV[i]) end
  keep()
  return { 'ok' }
end

if op == 'join' then return sit(ARGV[3], ARGV[4], ARGV[5], ARGV[6], ARGV[7], ARGV[8], ARGV[9]) end

local id, connection = ARGV[3], nil
local seat = read(id)

-- The seat of a connection that lives, after others gave its node up or all data was lost.
if op == 'claim' then
  connection = ARGV[5]
  if not seat then return sit(id, ARGV[4], connection, ARGV[6], ARGV[7], ARGV[8], '{}') end
  if seat.connection ~= connection then return { 'lost' } end
  if seat.since == '0' and seat.profile == ARGV[7] then return { 'ok', '' } end
  seat.since, seat.profile = '0', ARGV[7]
  return { 'ok', put(id, seat, 'left', '', '{}') }
end

connection = ARGV[4]
if not seat or seat.connection ~= connection then return { 'no' } end

if op == 'update' then
  seat.profile = ARGV[5]
  return { 'ok', put(id, seat, 'left', '', '{}') }
end
if op == 'leave' then return { 'ok', put(id, nil, 'left', '', '{}') } end
if op == 'interrupt' then
  if seat.since ~= '0' then return { 'no' } end
  seat.since = ARGV[5] ~= '' and ARGV[5] or number(nowMs)
  return { 'ok', put(id, seat, 'left', '', '{}') }
end
if op == 'expire' then
  if seat.since == '0' then return { 'no' } end
  return { 'ok', put(id, nil, 'timeout', '', '{}') }
end
return redis.error_reply('no such operation')
`;

/**
 * A node says that it lives (`ARGV[1]`), and hears the time (ms) and when each node last said so. `KEYS[1]` is a
 * sorted set; whoever was silent for `ARGV[2]` ms is dropped from it, and all of it goes when nobody lives any more.
 */
export const beatScript = `
local time = redis.call('TIME')
local nowMs = time[1] * 1000 + math.floor(time[2] / 1000)
if ARGV[1] ~= '' then redis.call('ZADD', KEYS[1], nowMs, ARGV[1]) end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', nowMs - ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return { string.format('%.0f', nowMs), redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES') }
`;
