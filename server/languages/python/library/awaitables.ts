/**
 * Calls into libraries whose result is awaitable, by full name. The names of each owner (a module or a class) stand in
 * one string. What awaiting them gives is in `results.ts`. What is not here, the stubs and installed packages may know.
 */

import type { AwaitableKind } from '../../../facts/facts.ts';

/** Calling these gives a coroutine, which does nothing until it is awaited. */
/** What events about messages hand on to their message. */
const telethonMessage =
  'respond reply forward_to edit delete get_reply_message get_buttons click mark_read pin unpin download_media get_chat get_sender get_input_chat get_input_sender';

const coroutines: Readonly<Record<string, string>> = {
  asyncio:
    'sleep wait wait_for to_thread open_connection open_unix_connection start_server start_unix_server create_subprocess_exec create_subprocess_shell',
  'asyncio.AbstractEventLoop':
    'shutdown_asyncgens shutdown_default_executor create_connection create_server create_unix_connection create_unix_server create_datagram_endpoint connect_accepted_socket connect_read_pipe connect_write_pipe subprocess_exec subprocess_shell sendfile start_tls sock_recv sock_recv_into sock_recvfrom sock_recvfrom_into sock_sendall sock_sendto sock_connect sock_accept sock_sendfile getaddrinfo getnameinfo',
  'asyncio.Event': 'wait',
  'asyncio.Lock': 'acquire',
  'asyncio.Condition': 'acquire wait wait_for',
  'asyncio.Semaphore': 'acquire',
  'asyncio.Barrier': 'wait reset abort',
  'asyncio.Queue': 'get put join',
  'asyncio.Server': 'start_serving serve_forever wait_closed',
  'asyncio.StreamReader': 'read readline readexactly readuntil',
  'asyncio.StreamWriter': 'drain wait_closed start_tls',
  'asyncio.subprocess.Process': 'wait communicate',
  'asyncio.TaskGroup': '__aenter__ __aexit__',

  anyio:
    'sleep sleep_until sleep_forever connect_tcp connect_unix connect_tcp_with_tls create_tcp_listener create_unix_listener create_udp_socket create_connected_udp_socket run_process open_process open_file getaddrinfo getnameinfo wait_socket_readable wait_socket_writable wait_readable wait_writable wait_all_tasks_blocked mkdtemp mkstemp gettempdir',
  'anyio.to_thread': 'run_sync',
  'anyio.to_process': 'run_sync',
  'anyio.lowlevel': 'checkpoint checkpoint_if_cancelled cancel_shielded_checkpoint',
  'anyio.Event': 'wait',
  'anyio.Lock': 'acquire',
  'anyio.Condition': 'acquire wait wait_for',
  'anyio.Semaphore': 'acquire',
  'anyio.CapacityLimiter': 'acquire acquire_on_behalf_of',
  'anyio.abc.TaskGroup': 'start',
  'anyio.abc.Process': 'wait aclose',
  'anyio.abc.SocketStream': 'send receive send_eof aclose',
  'anyio.abc.ByteStream': 'send receive send_eof aclose',
  'anyio.streams.memory.MemoryObjectSendStream': 'send aclose',
  'anyio.streams.memory.MemoryObjectReceiveStream': 'receive aclose',
  'anyio.Path':
    'absolute chmod copy copy_into exists expanduser group hardlink_to is_block_device is_char_device is_dir is_fifo is_file is_junction is_mount is_socket is_symlink lchmod lstat mkdir move move_into open owner read_bytes read_text readlink rename replace resolve rmdir samefile stat symlink_to touch unlink write_bytes write_text cwd home',

  trio: 'sleep sleep_until sleep_forever aclose_forcefully open_tcp_stream open_tcp_listeners open_ssl_over_tcp_stream serve_tcp serve_ssl_over_tcp serve_listeners open_unix_socket run_process open_file',
  'trio.to_thread': 'run_sync',
  'trio.lowlevel':
    'checkpoint checkpoint_if_cancelled cancel_shielded_checkpoint wait_task_rescheduled wait_readable wait_writable',
  'trio.testing': 'wait_all_tasks_blocked',
  'trio.Event': 'wait',
  'trio.Lock': 'acquire',
  'trio.StrictFIFOLock': 'acquire',
  'trio.Semaphore': 'acquire',
  'trio.Condition': 'acquire wait',
  'trio.CapacityLimiter': 'acquire acquire_on_behalf_of',
  'trio.Nursery': 'start',
  'trio.Process': 'wait',
  'trio.SocketStream': 'send_all receive_some wait_send_all_might_not_block send_eof aclose',
  'trio.MemorySendChannel': 'send aclose',
  'trio.MemoryReceiveChannel': 'receive aclose',

  'aiohttp.ClientSession': 'close',
  'aiohttp.ClientResponse': 'read text json wait_for_close start',
  'aiohttp.StreamReader': 'read readline readexactly readany readchunk',
  'aiohttp.ClientWebSocketResponse':
    'ping pong send_str send_bytes send_json send_frame close receive receive_str receive_bytes receive_json',
  'aiohttp.test_utils.TestClient': 'start_server close',
  'aiohttp.test_utils.BaseTestServer': 'start_server close',
  'aiohttp.web.Request': 'read text json post multipart',
  'aiohttp.web.StreamResponse': 'prepare write drain write_eof',
  'aiohttp.web.WebSocketResponse':
    'prepare ping pong send_str send_bytes send_json send_frame close receive receive_str receive_bytes receive_json',
  'aiohttp.web.Application': 'startup shutdown cleanup',
  'aiohttp.web.AppRunner': 'setup cleanup shutdown',
  'aiohttp.web.TCPSite': 'start stop',
  'aiohttp.web.UnixSite': 'start stop',
  'pytest_aiohttp.AiohttpClient': '__call__',
  'pytest_aiohttp.AiohttpServer': '__call__',
  'pytest_aiohttp.AiohttpRawServer': '__call__',
  'aiomqtt.Client': 'publish subscribe unsubscribe',
  'zeroconf.asyncio.AsyncZeroconf':
    'async_register_service async_unregister_all_services async_unregister_service async_update_service async_close async_get_service_info async_add_service_listener async_remove_service_listener async_remove_all_service_listeners',
  'zeroconf.asyncio.AsyncServiceInfo': 'async_request async_wait',
  'zeroconf.asyncio.AsyncServiceBrowser': 'async_cancel',
  'async_upnp_client.profiles.profile.UpnpProfileDevice':
    'async_search async_discover async_subscribe_services async_unsubscribe_services',
  'async_upnp_client.profiles.dlna.DmrDevice':
    'async_update async_set_volume_level async_mute_volume async_select_preset async_pause async_play async_stop async_previous async_next async_seek_abs_time async_seek_rel_time async_set_transport_uri async_set_next_transport_uri async_wait_for_can_play construct_play_media_metadata async_set_play_mode',
  'httpx.AsyncClient': 'get post put patch delete head options request send aclose',
  'httpx.Response': 'aread aclose',
  'httpx.AsyncHTTPTransport': 'aclose handle_async_request',
  'websockets.ClientConnection': 'send recv close wait_closed ping pong',
  'websockets.ServerConnection': 'send recv close wait_closed ping pong',
  'websockets.WebSocketClientProtocol': 'send recv close wait_closed ping pong',

  'redis.asyncio.Redis':
    'ping get set setex setnx psetex mget mset getset getdel getex delete exists expire expireat pexpire persist ttl pttl incr incrby decr decrby append hget hset hsetnx hgetall hmget hmset hdel hexists hincrby hkeys hvals hlen lpush rpush lpop rpop blpop brpop llen lrange lrem lindex lset ltrim sadd srem smembers sismember scard spop zadd zrem zrange zrevrange zrangebyscore zscore zcard zincrby zrank publish xadd xread xreadgroup xack xlen xrange xtrim keys scan hscan sscan zscan flushdb flushall type rename info time aclose close execute_command eval evalsha script_load',
  'redis.asyncio.client.PubSub': 'subscribe unsubscribe psubscribe punsubscribe get_message aclose close',
  'redis.asyncio.client.Pipeline': 'execute reset watch unwatch',
  asyncpg: 'connect',
  'asyncpg.Connection':
    'execute executemany fetch fetchrow fetchval prepare close copy_from_query copy_from_table copy_to_table add_listener remove_listener reset reload_schema_state',
  'asyncpg.Pool': 'execute executemany fetch fetchrow fetchval close release expire_connections',
  'aiosqlite.Connection': 'commit rollback close execute_insert execute_fetchall create_function interrupt',
  'aiosqlite.Cursor': 'execute executemany executescript fetchone fetchmany fetchall close',
  'sqlalchemy.ext.asyncio.AsyncSession':
    'execute scalar scalars stream stream_scalars commit rollback flush refresh get get_one delete merge close run_sync connection invalidate reset',
  'sqlalchemy.ext.asyncio.AsyncConnection':
    'execute scalar scalars exec_driver_sql commit rollback close run_sync invalidate',
  'sqlalchemy.ext.asyncio.AsyncEngine': 'dispose',
  'psycopg.AsyncConnection': 'connect execute commit rollback close wait',
  'psycopg.AsyncCursor': 'execute executemany fetchone fetchmany fetchall close',
  'aio_pika.Exchange': 'publish',
  aio_pika: 'connect connect_robust',
  'aiokafka.AIOKafkaProducer': 'start stop send_and_wait flush',
  'aiokafka.AIOKafkaConsumer': 'start stop getone getmany commit seek_to_beginning seek_to_end',
  'aiofiles.os':
    'rename renames replace remove unlink mkdir makedirs rmdir removedirs link symlink readlink stat statvfs listdir scandir access sendfile',
  'aiofiles.threadpool.AsyncFile': 'read readline readlines readinto write writelines seek tell truncate flush close',
  'starlette.requests.Request': 'body json close is_disconnected send_push_promise',
  'starlette.websockets.WebSocket':
    'accept receive receive_text receive_bytes receive_json send send_text send_bytes send_json close',
  'starlette.datastructures.UploadFile': 'read write seek close',
  'starlette.concurrency': 'run_in_threadpool',
  'fastapi.concurrency': 'run_in_threadpool',
  'grpc.aio.Server': 'start stop wait_for_termination',
  'grpc.aio.Channel': 'close channel_ready',
  'openai.AsyncOpenAI': 'close',

  'discord.Client':
    'login connect close start wait_until_ready wait_for change_presence fetch_template fetch_guild fetch_invite delete_invite fetch_widget application_info fetch_user fetch_channel fetch_webhook fetch_sticker create_dm',
  'discord.abc.Messageable': 'send fetch_message trigger_typing',
  'discord.abc.GuildChannel': 'delete set_permissions clone move create_invite invites',
  'discord.ext.commands.Context': 'invoke reinvoke send_help reply defer',
  'discord.TextChannel':
    'edit delete set_permissions clone move create_invite invites delete_messages purge webhooks create_webhook follow create_thread',
  'discord.VoiceChannel': 'edit delete set_permissions clone move create_invite invites connect',
  'discord.Thread': 'edit delete delete_messages purge join leave add_user remove_user fetch_member fetch_members',
  'discord.Member': 'ban unban kick edit move_to timeout add_roles remove_roles create_dm',
  'discord.User': 'create_dm',
  'discord.Message':
    'edit delete publish pin unpin add_reaction remove_reaction clear_reaction clear_reactions create_thread reply add_files remove_attachments',
  'discord.Attachment': 'read save to_file',
  'discord.Reaction': 'remove clear',
  'discord.Role': 'edit delete',
  'discord.Guild':
    'create_text_channel create_voice_channel create_stage_channel create_category create_role create_sticker create_custom_emoji create_integration create_template create_scheduled_event leave delete edit edit_role_positions fetch_channels fetch_channel fetch_member fetch_ban fetch_roles fetch_emojis fetch_emoji prune_members estimate_pruned_members templates webhooks invites integrations kick ban unban vanity_invite widget edit_widget welcome_screen change_voice_state',
  'discord.Interaction': 'original_response edit_original_response delete_original_response',
  'discord.InteractionResponse': 'defer pong send_message edit_message send_modal',
  'nats.aio.msg.Msg': 'respond ack ack_sync nak in_progress term',
  'telethon.events.NewMessage.Event': telethonMessage,
  'telethon.events.MessageEdited.Event': telethonMessage,
  'telethon.events.CallbackQuery.Event': 'answer respond reply edit delete get_message',
  'discord.Webhook': 'fetch delete edit send fetch_message edit_message delete_message',

  // Devices at home, as Home Assistant talks to them.
  'aioslimproto.server.SlimServer': 'start stop',
  'aioslimproto.client.SlimClient':
    'configure_display stop play pause toggle_pause power toggle_power volume_set volume_up volume_down mute next play_url pause_for skip_over unpause_at send_frame',
  'fullykiosk.FullyKiosk':
    'sendCommand getDeviceInfo getSettings setConfigurationString setConfigurationBool screenOn screenOff forceSleep startScreensaver stopScreensaver startDaydream stopDaydream setScreenBrightness setAudioVolume playSound stopSound textToSpeech stopTextToSpeech lockKiosk unlockKiosk enableLockedMode disableLockedMode rebootDevice restartApp exitApp killMyProcess toForeground toBackground startApplication loadStartUrl loadUrl clearCache clearWebstorage clearCookies resetWebview triggerMotion enableMotionDetection disableMotionDetection getCamshot getScreenshot',
  'pyblu.Player':
    'close status sync_status volume play play_url pause stop skip back add_follower add_followers remove_follower remove_followers shuffle clear sleep_timer presets load_preset inputs',
  'radios.RadioBrowser': 'stats station_click countries languages search station stations tags close',
  'snapcast.control': 'create_server',
  'snapcast.control.server.Snapserver':
    'start status rpc_version delete_client client_name client_latency client_volume client_status group_status group_mute group_stream group_clients group_name stream_control stream_setmeta stream_setproperty stream_add_stream stream_remove_stream',
  'snapcast.control.client.Snapclient': 'set_name set_latency set_muted set_volume restore',
  'snapcast.control.group.Snapgroup': 'set_name set_stream set_muted set_volume add_client remove_client restore',
};

/** Calling these starts the work at once and gives a task. */
const tasks: Readonly<Record<string, string>> = {
  asyncio: 'create_task ensure_future',
  'asyncio.AbstractEventLoop': 'create_task',
  'asyncio.TaskGroup': 'create_task',
};

/** Calling these gives a future that somebody else completes. */
const futures: Readonly<Record<string, string>> = {
  asyncio: 'gather shield wrap_future Future',
  'asyncio.AbstractEventLoop': 'run_in_executor create_future',
};

/** Coroutines with a class of their own, so that `async with` may enter them as well; nothing else of theirs is worth reading. */
const enteredCoroutines: Readonly<Record<string, string>> = {
  'aiohttp.ClientSession': 'get post put patch delete head options request ws_connect',
  'aiohttp.test_utils.TestClient': 'get post put patch delete head options request ws_connect',
  aiofiles: 'open',
  'aiosqlite.Connection': 'execute executemany executescript cursor',
  'starlette.requests.Request': 'form',
};

/** Objects that are awaitable and may be entered, and have members of their own. */
const awaitables: Readonly<Record<string, string>> = {
  asyncpg: 'create_pool',
  'asyncpg.Pool': 'acquire',
  aiosqlite: 'connect',
  websockets: 'connect serve',
  'sqlalchemy.ext.asyncio.AsyncEngine': 'connect',
};

const tables: readonly (readonly [AwaitableKind, Readonly<Record<string, string>>])[] = [
  ['coroutine', coroutines],
  ['coroutine', enteredCoroutines],
  ['task', tasks],
  ['future', futures],
  ['awaitable', awaitables],
];

/** Types whose values are awaitable. */
export const awaitableTypes: Readonly<Record<string, AwaitableKind>> = {
  'typing.Coroutine': 'coroutine',
  'typing.Awaitable': 'awaitable',
  'asyncio.Task': 'task',
  'asyncio.Future': 'future',
};

/** What kind of awaitable a call of `symbol` gives; `undefined` where we do not know of any. */
export function awaitableKindOf(symbol: string): AwaitableKind | undefined {
  return kinds.get(symbol);
}

/** Whether `async with` may enter it as it is. */
export function isEntered(symbol: string): boolean {
  return entered.has(symbol);
}

/** The classes and modules that own an entry above. */
export function ownersOfAwaitables(): readonly string[] {
  return tables.flatMap(([, table]) => Object.keys(table));
}

const kinds: ReadonlyMap<string, AwaitableKind> = new Map(
  tables.flatMap(([kind, table]) => fullNames(table).map((name) => [name, kind] as const)),
);

const entered: ReadonlySet<string> = new Set(fullNames(enteredCoroutines));

function fullNames(table: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(table).flatMap(([owner, names]) => names.split(' ').map((name) => `${owner}.${name}`));
}
