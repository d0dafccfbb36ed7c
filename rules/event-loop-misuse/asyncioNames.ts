/** Names of Python's `asyncio`, as its modules of 3.8 to 3.14 define them on every platform. */

export const asyncioNames: ReadonlySet<string> = new Set(
  'ALL_COMPLETED AbstractChildWatcher AbstractEventLoop AbstractEventLoopPolicy AbstractServer Barrier BaseEventLoop BaseProtocol BaseTransport BoundedSemaphore BrokenBarrierError BufferedProtocol CancelledError Condition DatagramProtocol DatagramTransport DefaultEventLoopPolicy Event EventLoop FIRST_COMPLETED FIRST_EXCEPTION FastChildWatcher FrameCallGraphEntry Future FutureCallGraph Handle IncompleteReadError InvalidStateError IocpProactor LifoQueue LimitOverrunError Lock MultiLoopChildWatcher PidfdChildWatcher PriorityQueue ProactorEventLoop Protocol Queue QueueEmpty QueueFull QueueShutDown ReadTransport Runner SafeChildWatcher SelectorEventLoop Semaphore SendfileNotAvailableError Server StreamReader StreamReaderProtocol StreamWriter SubprocessProtocol SubprocessStreamProtocol SubprocessTransport Task TaskGroup ThreadedChildWatcher Timeout TimeoutError TimerHandle Transport WindowsProactorEventLoopPolicy WindowsSelectorEventLoopPolicy WriteTransport all_tasks as_completed base_events base_futures base_subprocess base_tasks capture_call_graph constants coroutine coroutines create_eager_task_factory create_subprocess_exec create_subprocess_shell create_task current_task eager_task_factory ensure_future events exceptions format_call_graph format_helpers future_add_to_awaited_by future_discard_from_awaited_by futures gather get_child_watcher get_event_loop get_event_loop_policy get_running_loop graph iscoroutine iscoroutinefunction isfuture locks log mixins new_event_loop open_connection open_unix_connection print_call_graph proactor_events protocols queues run run_coroutine_threadsafe runners selector_events set_child_watcher set_event_loop set_event_loop_policy shield sleep sslproto staggered start_server start_unix_server streams subprocess taskgroups tasks threads timeout timeout_at timeouts to_thread tools transports trsock unix_events wait wait_for windows_events windows_utils wrap_future'.split(
    ' ',
  ),
);

/** What took a `loop` until Python 3.9. */
export const tookLoop: ReadonlySet<string> = new Set(
  'sleep gather shield wait wait_for as_completed open_connection start_server open_unix_connection start_unix_server create_subprocess_exec create_subprocess_shell Lock Event Condition Semaphore BoundedSemaphore Queue PriorityQueue LifoQueue'
    .split(' ')
    .map((name) => `asyncio.${name}`),
);
