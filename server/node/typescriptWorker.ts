/** Entry of the thread in which the TypeScript front end lives. */

import { parentPort } from 'node:worker_threads';
import { createTypeScriptFrontEnd } from '../languages/typescript/frontEnd.ts';
import { runFrontEnd } from './frontEndWorker.ts';

if (parentPort === null) throw new Error('this module runs in a worker thread');
runFrontEnd(parentPort, (host) => createTypeScriptFrontEnd(host));
