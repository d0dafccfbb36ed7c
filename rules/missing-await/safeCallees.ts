/** Calls that give a promise which their makers mean to be dropped. */

const symbols: readonly string[] = [
  // The test runner collects these itself.
  'node:test.test',
  'node:test.it',
  'node:test.describe',
  'node:test.suite',
  'node:test.default',
  'node:test.test.skip',
  'node:test.test.todo',
  'node:test.test.only',
  'node:test.it.skip',
  'node:test.it.todo',
  'node:test.it.only',
  'node:test.describe.skip',
  'node:test.describe.todo',
  'node:test.describe.only',
  // These make no promise: they give back what they were given or hold.
  'global.Object.assign',
  'global.Object.defineProperties',
  'global.Object.defineProperty',
  'global.Object.freeze',
  'global.Object.preventExtensions',
  'global.Object.seal',
  'global.Object.setPrototypeOf',
  'global.Array.copyWithin',
  'global.Array.fill',
  'global.Array.pop',
  'global.Array.reverse',
  'global.Array.shift',
  'global.Array.sort',
  'global.Array.splice',
  'global.Map.get',
  'global.WeakMap.get',
  // Fastify queues plugins and starts them in `ready`; what they return is thenable for convenience.
  'fastify.FastifyInstance.register',
  'fastify.FastifyInstance.after',
  'fastify.FastifyInstance.decorate',
  'fastify.FastifyReply.send',
  'avvio.Avvio.use',
  // Navigation: the router reports its own failures, and the promise only tells when the page has changed.
  'vue-router.Router.push',
  'vue-router.Router.replace',
  'next/router.NextRouter.push',
  'next/router.NextRouter.replace',
  'next/router.NextRouter.prefetch',
  '@remix-run/router.Router.navigate',
  'react-router.NavigateFunction',
  'react-router-dom.NavigateFunction',
  '@tanstack/router-core.NavigateFn',
  '@angular/router.Router.navigate',
  '@angular/router.Router.navigateByUrl',
  '$app/navigation.goto',
  '$app/navigation.invalidate',
  '$app/navigation.invalidateAll',
  '$app/navigation.preloadData',
  '$app/navigation.preloadCode',
  // It runs its callback, and never fails by itself.
  'vue.nextTick',
  '@vue/runtime-core.nextTick',
  'global.ServiceWorkerGlobalScope.skipWaiting',
  // The query's state holds the error, and the promise does not fail unless it is told to.
  '@tanstack/query-core.InfiniteQueryObserverBaseResult.fetchNextPage',
  '@tanstack/query-core.InfiniteQueryObserverBaseResult.fetchPreviousPage',
  '@tanstack/query-core.QueryObserverBaseResult.refetch',
  // The query cache keeps the errors of what it fetches again.
  '@tanstack/query-core.QueryClient.invalidateQueries',
  '@tanstack/query-core.QueryClient.refetchQueries',
  '@tanstack/query-core.QueryClient.resetQueries',
  '@tanstack/query-core.QueryClient.cancelQueries',
  '@tanstack/query-core.QueryClient.prefetchQuery',
];

const known = new Set(symbols);

export const safeCallees = {
  /** Whether the makers of `symbol`, a full name, mean its result to be dropped. */
  has: (symbol: string): boolean => known.has(symbol),
  names: [...new Set(symbols.map((symbol) => symbol.slice(symbol.lastIndexOf('.') + 1)))],
};
