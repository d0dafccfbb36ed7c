/**
 * Calls whose promises their makers mean to be dropped, by the full names of what declares them (`declaredNames.ts`). That
 * a promise does not fail was read in the sources of the packages, in their newest versions of 2026-12.
 */

/** The promise does not fail, or its failure is told elsewhere: in the state of a query or a page, in a log. */
const keptErrors: ReadonlySet<string> = new Set([
  // The test runner collects these itself. What `it` and `describe` are declared as depends on the version of the types.
  ...['test', 'it', 'describe', 'suite', 'test.it', 'test.describe', 'test.suite'].flatMap((name) =>
    ['', '.skip', '.todo', '.only'].map((form) => `node:test.${name}${form}`),
  ),
  ...['test.skip', 'test.todo', 'test.only'].map((name) => `node:test.${name}`),
  'cypress.Cypress.Session.clearAllSavedSessions',
  // Navigation: the router reports its own failures, and the promise only tells when the page has changed.
  ...['push', 'replace'].flatMap((name) => [
    `vue-router.Router.${name}`,
    `vue-router.EXPERIMENTAL_Router_Base.${name}`,
  ]),
  ...['push', 'replace', 'prefetch'].flatMap((name) => [`next.Router.${name}`, `next.NextRouter.${name}`]),
  '@remix-run/router.Router.navigate',
  'react-router.Router.navigate',
  'react-router.NavigateFunction',
  'react-router-dom.NavigateFunction',
  'react-router.SubmitFunction',
  'react-router.FetcherSubmitFunction',
  'react-router.FetcherWithComponents.load',
  'react-router.useRevalidator.revalidate',
  '@tanstack/router-core.NavigateFn',
  '@tanstack/router-core.UseNavigateResult',
  '@tanstack/router-core.InvalidateFn',
  '@tanstack/router-core.PreloadRouteFn',
  '@tanstack/router-core.LoadFn',
  '@angular/router.Router.navigate',
  '@angular/router.Router.navigateByUrl',
  ...['goto', 'invalidate', 'invalidateAll', 'preloadData', 'preloadCode'].map((name) => `$app/navigation.${name}`),
  // They run their callback when the page is drawn, and never fail by themselves.
  '@vue/runtime-core.nextTick',
  'svelte.tick',
  // The query's state holds the error, and the promise does not fail unless it is told to.
  '@tanstack/query-core.InfiniteQueryObserverBaseResult.fetchNextPage',
  '@tanstack/query-core.InfiniteQueryObserverBaseResult.fetchPreviousPage',
  '@tanstack/query-core.QueryObserverBaseResult.refetch',
  // The query cache keeps the errors of what it fetches again.
  ...[
    '@tanstack/query-core.QueryClient',
    '@tanstack/vue-query.QueryClient',
    '@tanstack/vue-query.QueryClient$1',
  ].flatMap((owner) =>
    [
      'invalidateQueries',
      'refetchQueries',
      'resetQueries',
      'cancelQueries',
      'prefetchQuery',
      'prefetchInfiniteQuery',
      'resumePausedMutations',
    ].map((name) => `${owner}.${name}`),
  ),
  ...['DecorateQueryProcedure', 'DecorateProcedure', 'DecorateRouter'].flatMap((owner) =>
    ['invalidate', 'refetch', 'reset', 'cancel', 'prefetch', 'prefetchInfinite'].map(
      (name) => `@trpc/react-query.${owner}.${name}`,
    ),
  ),
  'swr.KeyedMutator',
  'swr.ScopedMutator',
  'swr.SWRInfiniteKeyedMutator',
  'swr.SWRInfiniteResponse.setSize',
  'nuxt._AsyncData.refresh',
  'nuxt._AsyncData.execute',
  'nuxt.refreshNuxtData',
  '@vueuse/core.UseAsyncStateReturnBase.execute',
  '@vueuse/core.UseFetchReturn.execute',
  // The fields of the form show what is wrong.
  'react-hook-form.UseFormTrigger',
  // A language that cannot be loaded is logged, and the promise is kept nevertheless.
  ...['init', 'changeLanguage', 'loadNamespaces', 'loadLanguages', 'reloadResources'].map(
    (name) => `i18next.i18n.${name}`,
  ),
  // What is shown stays until somebody closes it, and few want to know when.
  ...['showErrorMessage', 'showInformationMessage', 'showWarningMessage'].map((name) => `vscode.window.${name}`),
  'vscode.env.openExternal',
  "vscode.commands.executeCommand('setContext')",
  'sweetalert2.Swal.fire',
  ...['TypeOpen', 'MessageInstance.open', 'BaseMethods.open'].map((name) => `antd.${name}`),
  'react-hot-toast.toast.promise',
  'react-toastify.handlePromise',
  // Animations end or are cancelled.
  'motion-dom.LegacyAnimationControls.start',
  'framer-motion.AnimationControls.start',
  'framer-motion.animate',
  'framer-motion.useAnimate',
  'global.ServiceWorkerGlobalScope.skipWaiting',
  'global.Clients.claim',
  'electron.Electron.App.whenReady',
]);

/** What is given is held by somebody else, or the work goes on although nobody waits for it. */
const held: ReadonlySet<string> = new Set([
  // These make no promise: they give back what they were given or hold.
  ...['assign', 'defineProperties', 'defineProperty', 'freeze', 'preventExtensions', 'seal', 'setPrototypeOf'].map(
    (name) => `global.ObjectConstructor.${name}`,
  ),
  ...['copyWithin', 'fill', 'pop', 'reverse', 'shift', 'sort', 'splice'].map((name) => `global.Array.${name}`),
  'global.Map.get',
  'global.WeakMap.get',
  // A value is there as soon as it is put there; the promise tells when it is on the disk.
  'vscode.Memento.update',
  // Its callbacks and its global events tell of errors; nobody rejects a native promise.
  ...['ajax', 'get', 'getJSON', 'getScript', 'post'].map((name) => `jquery.JQueryStatic.${name}`),
  // What is drawn is there at once.
  ...['newPlot', 'react', 'relayout', 'restyle', 'update', 'addTraces', 'deleteTraces', 'extendTraces', 'animate'].map(
    (name) => `plotly.js.${name}`,
  ),
  // They are sent in batches, and again where that fails.
  ...['Analytics', 'AnalyticsBuffered'].flatMap((owner) =>
    ['track', 'page', 'identify', 'group', 'alias', 'screen'].map((name) => `@segment/analytics-next.${owner}.${name}`),
  ),
  // A bot runs until it is stopped; where it cannot start, its process ends with the error.
  'discord.js.Client.login',
  'telegraf.Telegraf.launch',
  'grammy.Bot.start',
  // A device that cannot shake does not.
  ...['impactAsync', 'notificationAsync', 'selectionAsync'].map((name) => `expo-haptics.${name}`),
  ...['impact', 'notification', 'vibrate', 'selectionStart', 'selectionChanged', 'selectionEnd'].map(
    (name) => `@capacitor/haptics.HapticsPlugin.${name}`,
  ),
  'expo-splash-screen.preventAutoHideAsync',
  'expo-splash-screen.hideAsync',
]);

/** `name` may end in the first argument, where that is written out: `vscode.commands.executeCommand('setContext')`. */
export function isMeantToBeDropped(name: string): boolean {
  return keptErrors.has(name) || held.has(name);
}

/** Whether what waits for the promise need not expect it to fail. */
export function keepsErrors(name: string): boolean {
  return keptErrors.has(name);
}
