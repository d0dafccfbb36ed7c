/** Entry of the thread in which the TypeScript front end lives. */

import { parentPort } from 'node:worker_threads';
import { createTypeScriptFrontEnd } from '../languages/typescript/frontEnd.ts';
import { runFrontEnd } from './frontEndWorker.ts';

// A quarter of the compiler's time would go into collecting garbage; some more memory halves that. The environment is that
// of this thread alone, and the compiler's process inherits it.
process.env.GOGC ??= '200';

if (parentPort === null) throw new Error('this module runs in a worker thread');
runFrontEnd(parentPort, (host) => createTypeScriptFrontEnd(host));
