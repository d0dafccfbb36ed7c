/** What frameworks give the coroutine functions that are registered with them: full names of types, in the order of parameters. */

type Types = readonly string[];

const context: Types = ['discord.ext.commands.Context'];
const interaction: Types = ['discord.Interaction'];
const request: Types = ['aiohttp.web.Request'];

/** Of discord.py, by the name of the function. */
const discordEvents: Readonly<Record<string, Types>> = {
  on_command: context,
  on_command_completion: context,
  on_command_error: context,
  on_guild_join: ['discord.Guild'],
  on_guild_remove: ['discord.Guild'],
  on_interaction: interaction,
  on_member_ban: ['discord.Guild', 'discord.User'],
  on_member_join: ['discord.Member'],
  on_member_remove: ['discord.Member'],
  on_member_unban: ['discord.Guild', 'discord.User'],
  on_member_update: ['discord.Member', 'discord.Member'],
  on_message: ['discord.Message'],
  on_message_delete: ['discord.Message'],
  on_message_edit: ['discord.Message', 'discord.Message'],
  on_reaction_add: ['discord.Reaction', 'discord.User'],
  on_reaction_clear: ['discord.Message'],
  on_reaction_remove: ['discord.Reaction', 'discord.User'],
  on_thread_create: ['discord.Thread'],
  on_thread_join: ['discord.Thread'],
  on_voice_state_update: ['discord.Member'],
};

/** The last names of decorators, which are told from others at a glance. */
export const decoratorNames: ReadonlySet<string> = new Set(
  'command hybrid_command group hybrid_group context_menu button select event listen listener on register get post put patch delete head options route view middleware'
    .split(' ')
    .concat(['on_message', 'on_edited_message', 'on_callback_query']),
);

const byDecorator: readonly (readonly [RegExp, Types])[] = [
  [/^discord\.(?:app_commands\.(?:\w+\.)?|.*\.tree\.)(?:command|context_menu)$/, interaction],
  [/^discord\.ui\.(?:button|select)$/, interaction],
  [/^discord\..*\b(?:command|hybrid_command|group|hybrid_group)$/, context],
  [/^aiohttp\.web\.RouteTableDef\.(?:get|post|put|patch|delete|head|options|route|view)$/, request],
  [/^aiohttp\.web\.middleware$/, request],
  [/^pyrogram\..*\bon_(?:edited_)?message$/, ['pyrogram.Client', 'pyrogram.types.Message']],
  [/^pyrogram\..*\bon_callback_query$/, ['pyrogram.Client', 'pyrogram.types.CallbackQuery']],
];

/** By the full name of a decorator; `event` is that of its first argument, and `name` the name of the function. */
export function givenByDecorator(decorator: string, event: string | undefined, name: string): Types | undefined {
  if (/^discord\..*\b(?:event|listen|listener)$/.test(decorator)) return discordEvents[name];
  if (/^telethon\..*\b(?:on|register)$/.test(decorator))
    return event !== undefined && telethonEvents.has(event) ? [`${event}.Event`] : undefined;
  return byDecorator.find(([pattern]) => pattern.test(decorator))?.[1];
}

const telethonEvents: ReadonlySet<string> = new Set(
  ['NewMessage', 'MessageEdited', 'CallbackQuery'].map((name) => `telethon.events.${name}`),
);

/** Of a method of a client, which is called by its name. */
export function givenToMethod(base: string, name: string): Types | undefined {
  return base === 'discord.Client' ? discordEvents[name] : undefined;
}

/** A call that is given a function to call later: the place of the argument, counted from 0, and its name. */
interface Registration {
  readonly pattern: RegExp;
  readonly place: number;
  readonly name: string;
  readonly types: Types;
}

const connection: Types = ['asyncio.StreamReader', 'asyncio.StreamWriter'];
const update: Types = ['telegram.Update', 'telegram.ext.CallbackContext'];

const registrations: readonly Registration[] = [
  { pattern: /^asyncio\.start_(?:unix_)?server$/, place: 0, name: 'client_connected_cb', types: connection },
  { pattern: /^aiohttp\.web\.(?:get|post|put|patch|delete|head|view)$/, place: 1, name: 'handler', types: request },
  {
    pattern: /^aiohttp\.web\..*\badd_(?:get|post|put|patch|delete|head|view)$/,
    place: 1,
    name: 'handler',
    types: request,
  },
  { pattern: /^aiohttp\.web\.(?:route|.*\badd_route)$/, place: 2, name: 'handler', types: request },
  { pattern: /^starlette\.routing\.Route$/, place: 1, name: 'endpoint', types: ['starlette.requests.Request'] },
  {
    pattern: /^starlette\.routing\.WebSocketRoute$/,
    place: 1,
    name: 'endpoint',
    types: ['starlette.websockets.WebSocket'],
  },
  {
    pattern: /^websockets\.(?:(?:asyncio|legacy)\.)?(?:server\.)?(?:unix_)?serve$/,
    place: 0,
    name: 'handler',
    types: ['websockets.ServerConnection'],
  },
  { pattern: /^telegram\.ext\.(?:Command|Message)Handler$/, place: 1, name: 'callback', types: update },
  { pattern: /^telegram\.ext\.\w+Handler$/, place: 0, name: 'callback', types: update },
  { pattern: /^nats\..*\bsubscribe$/, place: 2, name: 'cb', types: ['nats.aio.msg.Msg'] },
];

/** By the full name of the call that is given the function. */
export function registrationBy(symbol: string): Registration | undefined {
  return registrations.find(({ pattern }) => pattern.test(symbol));
}
