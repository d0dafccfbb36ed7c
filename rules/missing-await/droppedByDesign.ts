/**
 * Calls of Python libraries whose awaitable is there for those who want to wait: their makers let everybody else drop it.
 * Full names, `*` for any text, since a class that inherits from a library's is called by that name. Each group says where
 * the library promises it.
 */

import { isAllowed } from './allowedNames.ts';

const names = (owner: string, members: string): readonly string[] =>
  members.split(' ').map((member) => `${owner}.${member}`);

const calls: readonly string[] = [
  // "Optionally awaitable": textual/await_complete.py, await_remove.py; textual.textualize.io/guide/widgets/#mounting.
  ...names(
    'textual.*',
    'mount mount_all remove remove_children push_screen pop_screen switch_screen switch_mode remove_mode dismiss add_content',
  ),
  ...names(
    'textual.widgets.*',
    'add_tab remove_tab add_pane remove_pane clear_panes append extend insert pop clear remove_items reload reload_node update',
  ),
  // "Awaiting this Future is optional": tornado/web.py (`finish`, `render`); "can be used for flow control": websocket.py.
  ...names('tornado.*', 'finish render flush write_message'),
  ...names('tornado.iostream.*', 'write'),
  // Runs without being awaited, by a timer of its own: nicegui/awaitable_response.py.
  ...names(
    'nicegui.*',
    'run_javascript run_method run_chart_method run_plot_method run_grid_method run_row_method run_map_method run_layer_method run_editor_method run_terminal_method refresh',
  ),
  // A future of work that has started; dropped in its own examples: docs/pages/asking_for_input.rst of prompt_toolkit.
  ...names('prompt_toolkit.*', 'run_in_terminal create_background_task'),
  // The loop keeps its task itself: discord/ext/tasks/__init__.py, and what was made of it.
  ...['discord', 'disnake', 'nextcord'].flatMap((library) => names(`${library}.ext.tasks.Loop`, 'start')),
  // Kept in `HomeAssistant._tasks` until they are done: homeassistant/core.py.
  ...names(
    'homeassistant.core.HomeAssistant',
    'async_create_task async_create_background_task async_add_executor_job async_add_job async_add_hass_job async_run_job async_run_hass_job',
  ),
  ...names('homeassistant.config_entries.ConfigEntry', 'async_create_task async_create_background_task'),
  // Answers when the loop is stopped: `LoopingCall.start` in twisted/internet/task.py.
  ...names('twisted.internet.task.LoopingCall', 'start'),
  // Awaitable only where an acknowledgement is asked for: `publish` in autobahn/wamp/interfaces.py.
  ...names('autobahn.*', 'publish'),
  // Puts a message into a buffer that the producer empties: faust/topics.py.
  ...names('faust.*', 'send_soon'),
  // "The return value can be awaited": toga/hardware/location.py, toga/widgets/webview.py.
  ...names('toga.*', 'evaluate_javascript current_location'),
];

/** Commands of a pipeline wait in it for `execute`: `pipeline_execute_command` in redis/asyncio/client.py. */
const staged = /^redis\.asyncio\.(?:client|cluster)\.\w*Pipeline\.(?!(?:execute|reset|watch|unwatch|discard|aclose)$)/;

/** Whether the makers of a function, by its full name, mean its result to be dropped by whoever does not want to wait. */
export function isDroppedByDesign(symbol: string): boolean {
  return isAllowed(symbol, calls) || staged.test(symbol);
}
