/** Servers and web frameworks, as far as they take functions that answer requests. */

import type { ImportFact } from '../../../facts/facts.ts';
import { moduleNameOf } from '../modules.ts';

const servers = ['node:http', 'node:https', 'node:http2'];

const frameworks: ReadonlySet<string> = new Set([
  ...servers,
  ...(
    'express express-serve-static-core router connect fastify koa @koa/router koa-router hono polka restify ' +
    '@hapi/hapi @tinyhttp/app h3 find-my-way'
  ).split(' '),
]);

const registrations: ReadonlySet<string> = new Set(
  'get head post put patch delete options all use route on addHook createServer createSecureServer'.split(' '),
);

export const handlerNames: readonly string[] = [...registrations];

export function importsFramework(imports: readonly ImportFact[]): boolean {
  return imports.some(({ module }) => frameworks.has(moduleNameOf(module) ?? ''));
}

/** Whether functions that are given to the call of this full name answer requests. */
export function takesHandlers(symbol: string): boolean {
  const name = symbol.slice(symbol.lastIndexOf('.') + 1);
  if (!registrations.has(name)) return false;
  if (servers.some((server) => symbol.startsWith(`${server}.`))) return name.startsWith('create');
  return [...frameworks].some((framework) => symbol.startsWith(`${framework}.`));
}

/** Names under which a file of Next.js, SvelteKit or Nuxt gives the functions that answer its route. */
export function exportedHandlers(path: string): ReadonlySet<string> {
  if (/\/app\/(?:.*\/)?route\.[mc]?[jt]sx?$/.test(path) || /\/routes\/(?:.*\/)?\+server\.[jt]s$/.test(path))
    return methods;
  if (/\/pages\/api\/.*\.[jt]sx?$/.test(path)) return new Set(['default']);
  return none;
}

const methods: ReadonlySet<string> = new Set('GET HEAD POST PUT PATCH DELETE OPTIONS fallback'.split(' '));
const none: ReadonlySet<string> = new Set();

const routeDecorators: ReadonlySet<string> = new Set(
  'Get Post Put Patch Delete Head Options All Search Sse MessagePattern EventPattern SubscribeMessage'.split(' '),
);

/** Whether a decorator of this full name is put on methods that answer requests. */
export function isRouteDecorator(module: string, name: string): boolean {
  return /^@nestjs\/(?:common|microservices|websockets)$/.test(module) && routeDecorators.has(name);
}
