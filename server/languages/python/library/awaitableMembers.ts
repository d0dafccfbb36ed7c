/** Methods and attributes that awaitables themselves have. */

/** From Python's own `dir`, without those that begin with an underscore. */
export const membersOfCoroutines: ReadonlySet<string> = new Set(
  'send throw close cr_await cr_code cr_frame cr_running cr_origin cr_suspended'.split(' '),
);

/** Of futures and tasks. */
export const membersOfFutures: ReadonlySet<string> = new Set(
  'add_done_callback cancel cancelled cancelling done exception get_coro get_context get_loop get_name get_stack print_stack remove_done_callback result set_exception set_name set_result uncancel'.split(
    ' ',
  ),
);
