// The tool `get_time`: the local time in a city. Node.js contains all time zones, so the function calls no other service.

const TIME_ZONES = {
  'Auckland': 'Pacific/Auckland',
  'Cairo': 'Africa/Cairo',
  'London': 'Europe/London',
  'Nairobi': 'Africa/Nairobi',
  'New York': 'America/New_York',
  'Oslo': 'Europe/Oslo',
  'Reykjavik': 'Atlantic/Reykjavik',
  'São Paulo': 'America/Sao_Paulo',
  'Singapore': 'Asia/Singapore',
  'Sydney': 'Australia/Sydney',
  'Tokyo': 'Asia/Tokyo',
};

const TOOLS = { get_time: getTime };

/** The event contains the arguments of the tool, and the client context its name with the target name as prefix. */
exports.handler = async (args, context) => {
  const custom = context.clientContext?.custom ?? context.clientContext?.Custom;
  const name = toolName(custom?.bedrockAgentCoreToolName ?? '');
  if (!Object.hasOwn(TOOLS, name)) throw new Error(`there is no tool ${name}`);
  return TOOLS[name](args);
};

/** `time___get_time` is the tool `get_time` of the target `time`. */
function toolName(fullName) {
  return fullName.slice(fullName.indexOf('___') + '___'.length);
}

function getTime({ city, at }) {
  const timeZone = TIME_ZONES[city];
  if (timeZone === undefined) throw new Error(`unknown city ${city}; use one of ${Object.keys(TIME_ZONES).join(', ')}`);
  const moment = at === undefined ? new Date() : new Date(at);
  if (Number.isNaN(moment.getTime())) throw new Error(`\`at\` is ${at}; use a time such as 2026-07-01T12:00:00Z`);
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', weekday: 'long', timeZoneName: 'longOffset',
  }).formatToParts(moment);
  const { year, month, day, hour, minute, weekday, timeZoneName } = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return { city, timeZone, weekday, localTime: `${year}-${month}-${day}T${hour}:${minute}`, utcOffset: timeZoneName.replace('GMT', '') || '+00:00' };
}
