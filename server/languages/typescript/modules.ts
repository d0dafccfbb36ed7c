/** Names of modules as facts say them. */

/** `node:fs` for `fs`, `node:fs/promises` and `fs/promises`; other names as they are; `undefined` for files. */
export function moduleNameOf(specifier: string): string | undefined {
  if (specifier.startsWith('node:')) return specifier;
  if (/^[./#~]|^@\/|^[a-z]:/i.test(specifier)) return undefined;
  return builtins.has(specifier.split('/')[0] ?? '') ? `node:${specifier}` : specifier;
}

/** The package whose declarations lie in a file below `node_modules`: `@types/pg` declares `pg`. */
export function packageOfFile(path: string): string | undefined {
  const inside = path.split('/node_modules/').at(-1);
  if (inside === undefined || inside === path) return undefined;
  const [first = '', second = ''] = inside.split('/');
  if (first === '@types') {
    const [scope, name] = second.split('__');
    return name === undefined ? second : `@${scope}/${name}`;
  }
  return first.startsWith('@') ? `${first}/${second}` : first;
}

/** The name of a module itself, before it is known what of it is used. */
export function wholeModule(specifier: string): string | undefined {
  const module = moduleNameOf(specifier);
  return module === undefined ? undefined : `${module}.*`;
}

/** One name behind another; the default export and the module itself count as one, as they do where code uses members. */
export function memberName(owner: string, name: string): string {
  const base = owner.replace(/\.(?:default|\*)$/, '');
  if (name === 'default') return `${base}.default`;
  if (base === 'node:fs.promises') return `node:fs/promises.${name}`;
  if (base === 'node:timers.promises') return `node:timers/promises.${name}`;
  if (base === 'node:dns.promises') return `node:dns/promises.${name}`;
  if (base === 'global.globalThis' || base === 'global.global' || base === 'global.window') return `global.${name}`;
  return `${base}.${name}`;
}

/** The name of what `promisify` makes of a function with a callback. */
export function promisifiedName(name: string): string {
  if (name === 'global.setTimeout' || name === 'node:timers.setTimeout') return 'node:timers/promises.setTimeout';
  const inFs = /^node:fs\.(\w+)$/.exec(name);
  return inFs === null ? `node:util.promisify(${name})` : `node:fs/promises.${inFs[1]}`;
}

const builtins: ReadonlySet<string> = new Set(
  (
    'assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain ' +
    'events fs http http2 https inspector module net os path perf_hooks process punycode querystring readline repl ' +
    'stream string_decoder sys timers tls trace_events tty url util v8 vm wasi worker_threads zlib'
  ).split(' '),
);
