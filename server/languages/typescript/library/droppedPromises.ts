/**
 * Calls whose promises their makers mean to be dropped, by the full names of what declares them (`declaredNames.ts`): their
 * documentation drops them. As of the packages' newest versions of 2026-12.
 */

const queryClients = [
  '@tanstack/query-core.QueryClient',
  '@tanstack/vue-query.QueryClient',
  '@tanstack/vue-query.QueryClient$1',
];
const callsOfQueryClients =
  'invalidateQueries refetchQueries resetQueries cancelQueries prefetchQuery prefetchInfiniteQuery resumePausedMutations';

/** The promise does not fail unless it is told to: the sources of the package catch what it waits for. */
const keptErrors: ReadonlySet<string> = new Set([
  // The state of a query holds its error.
  ...named('@tanstack/query-core.InfiniteQueryObserverBaseResult', 'fetchNextPage fetchPreviousPage'),
  ...named('@tanstack/query-core.QueryObserverBaseResult', 'refetch'),
  ...queryClients.flatMap((owner) => named(owner, callsOfQueryClients)),
  ...['DecorateQueryProcedure', 'DecorateProcedure', 'DecorateRouter'].flatMap((owner) =>
    named(`@trpc/react-query.${owner}`, 'invalidate refetch reset cancel prefetch prefetchInfinite'),
  ),
  ...named('nuxt._AsyncData', 'refresh execute'),
  'nuxt.refreshNuxtData',
  '@vueuse/core.UseAsyncStateReturnBase.execute',
  '@vueuse/core.UseFetchReturn.execute',
  // A language that cannot be loaded is logged.
  ...named('i18next.i18n', 'init changeLanguage loadNamespaces loadLanguages reloadResources'),
  // Navigation: a page that cannot be shown is shown as such, and the promise only tells when it has changed.
  ...['next.Router', 'next.NextRouter'].flatMap((owner) => named(owner, 'push replace prefetch')),
  '@remix-run/router.Router.navigate',
  'react-router-dom.NavigateFunction',
  ...named('react-router', 'Router.navigate NavigateFunction SubmitFunction FetcherSubmitFunction'),
  ...named('react-router', 'FetcherWithComponents.load useRevalidator.revalidate'),
  ...named('@tanstack/router-core', 'NavigateFn UseNavigateResult InvalidateFn PreloadRouteFn LoadFn'),
  'next-auth.UpdateSession',
  // `onError` and the state of the hook tell of errors.
  'ai.StreamTextResult.consumeStream',
  'ai.AbstractChat.sendMessage',
  '@ai-sdk/react.UseCompletionHelpers.complete',
  // It gives `false` where it fails.
  'usehooks-ts.CopyFn',
  // A message that nobody can take is dropped.
  'vscode.Webview.postMessage',
  // They tell when the page is drawn.
  '@vue/runtime-core.nextTick',
  'svelte.tick',
  // What is shown stays until somebody closes it, and few want to know when.
  ...named('vscode.window', 'showErrorMessage showInformationMessage showWarningMessage'),
  ...named('vscode.window', 'showQuickPick showInputBox showOpenDialog showSaveDialog'),
  ...named('antd', 'TypeOpen MessageInstance.open BaseMethods.open'),
  'vscode.env.openExternal',
  "vscode.commands.executeCommand('setContext')",
  // It only calls who listens in this process, and gives a promise for the sake of its interface.
  'graphql-subscriptions.PubSub.publish',
  // Animations end or are cancelled.
  'motion-dom.LegacyAnimationControls.start',
  ...named('framer-motion', 'AnimationControls.start animate useAnimate'),
  '@xyflow/system.ZoomInOut',
  '@xyflow/react.FitView',
  'global.ServiceWorkerGlobalScope.skipWaiting',
  'electron.Electron.App.whenReady',
]);

/** Somebody else has what is given, or tells of its errors. */
const held: ReadonlySet<string> = new Set([
  // The test runner collects these itself. What `it` and `describe` are declared as depends on the version of the types.
  ...['test', 'it', 'describe', 'suite', 'test.test', 'test.it', 'test.describe', 'test.suite'].flatMap((name) => [
    `node:test.${name}`,
    ...named(`node:test.${name}`, 'skip todo only'),
  ]),
  'cypress.Cypress.Session.clearAllSavedSessions',
  // The assertion fails at once; only its debugger is given a promise.
  'storybook.Promisify',
  // The page goes elsewhere.
  ...named('next-auth', 'signIn signOut'),
  // They give the promise of an earlier call, or none.
  'use-debounce.DebouncedState',
  ...named('lodash', 'DebouncedFunc DebouncedFuncLeading'),
  // These make no promise: they give back what they were given or hold.
  ...named(
    'global.ObjectConstructor',
    'assign defineProperties defineProperty freeze preventExtensions seal setPrototypeOf',
  ),
  ...named('global.Array', 'copyWithin fill pop reverse shift sort splice'),
  'global.Map.get',
  'global.WeakMap.get',
  // The router reports its own failures, and the promise only tells when the page has changed.
  ...['vue-router.Router', 'vue-router.EXPERIMENTAL_Router_Base'].flatMap((owner) => named(owner, 'push replace')),
  ...named('@angular/router.Router', 'navigate navigateByUrl'),
  ...named('$app/navigation', 'goto invalidate invalidateAll preloadData preloadCode'),
  // What is shown from the cache is shown again.
  ...named('swr', 'KeyedMutator ScopedMutator SWRInfiniteKeyedMutator SWRInfiniteResponse.setSize'),
  // The fields of the form show what is wrong.
  'react-hook-form.UseFormTrigger',
  // The state of the form changes at once; the promise tells what is found wrong with it, which the form shows.
  ...['useFormik', 'FormikHelpers'].flatMap((owner) =>
    named(`formik.${owner}`, 'setFieldValue setValues setFieldTouched setTouched validateForm validateField'),
  ),
  ...named('formik.FieldHelperProps', 'setValue setTouched'),
  // They show how a promise ends, and give it back.
  'react-hot-toast.toast.promise',
  'react-toastify.handlePromise',
  'sweetalert2.Swal.fire',
  // They show something, or tell somebody why not.
  'vscode.window.showTextDocument',
  "vscode.commands.executeCommand('vscode.*')",
  "vscode.commands.executeCommand('workbench.*')",
  "vscode.commands.executeCommand('testing.*')",
  "vscode.commands.executeCommand('markdown.*')",
  "vscode.commands.executeCommand('revealInExplorer')",
  "vscode.commands.executeCommand('revealFileInOS')",
  'vscode.TabGroups.close',
  // Each view has such a command.
  "vscode.commands.executeCommand('*.focus')",
  ...'triggerSuggest triggerParameterHints showHover showReferences goToLocations rename'
    .split(' ')
    .map((action) => `vscode.commands.executeCommand('editor.action.${action}')`),
  // A value is there as soon as it is put there; the promise tells when it is on the disk.
  'vscode.Memento.update',
  // Its callbacks and its global events tell of errors; nobody rejects a native promise.
  ...named('jquery.JQueryStatic', 'ajax get getJSON getScript post'),
  // What is drawn is there at once.
  ...named('plotly.js', 'newPlot react relayout restyle update addTraces deleteTraces extendTraces animate'),
  // They are sent in batches, and again where that fails.
  ...['Analytics', 'AnalyticsBuffered'].flatMap((owner) =>
    named(`@segment/analytics-next.${owner}`, 'track page identify group alias screen'),
  ),
  // A bot runs until it is stopped; where it cannot start, its process ends with the error.
  'discord.js.Client.login',
  'telegraf.Telegraf.launch',
  'grammy.Bot.start',
  // A device that cannot shake does not.
  ...named('expo-haptics', 'impactAsync notificationAsync selectionAsync'),
  ...named(
    '@capacitor/haptics.HapticsPlugin',
    'impact notification vibrate selectionStart selectionChanged selectionEnd',
  ),
  ...named('expo-splash-screen', 'preventAutoHideAsync hideAsync'),
  'global.Clients.claim',
]);

function named(owner: string, names: string): readonly string[] {
  return names.split(' ').map((name) => `${owner}.${name}`);
}

/** These wait for the functions that they are given, and for nothing else that fails. */
const runners: ReadonlySet<string> = new Set([
  'react-hook-form.UseFormHandleSubmit',
  'react.React.act',
  'preact.act',
  'vscode.window.withProgress',
]);

/** Whether the promise fails only where one of the functions does that the call is given. */
export function failsAsGiven(name: string): boolean {
  return runners.has(name);
}

/**
 * `name` may end in the first argument, where that is written out, as a whole, up to its first dot or from its last one on:
 * `executeCommand('setContext')`, `executeCommand('workbench.*')`, `executeCommand('*.focus')`.
 */
export function isMeantToBeDropped(name: string): boolean {
  return keptErrors.has(name) || held.has(name);
}

/** Whether the lists tell calls of this name apart by what they are given first. */
export function isJudgedByFirst(name: string): boolean {
  return judgedByFirst.has(name);
}

const judgedByFirst: ReadonlySet<string> = new Set(
  [...keptErrors, ...held].flatMap((name) => (name.endsWith("')") ? name.slice(0, name.indexOf('(')) : [])),
);

/** Whether what waits for the promise need not expect it to fail. */
export function keepsErrors(name: string): boolean {
  return keptErrors.has(name);
}
