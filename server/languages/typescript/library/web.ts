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
