/** Which calls of Python libraries may be dropped. */

import { expect, test } from 'vitest';
import { isDroppedByDesign } from '../../../rules/missing-await/droppedByDesign.ts';

test.each([
  ['a method of a base', 'textual.containers.Vertical.mount', true],
  ['a method of a widget', 'textual.widgets.ListView.append', true],
  ['a namesake of another library', 'somewhere.widgets.ListView.append', false],
  ['a command in a pipeline', 'redis.asyncio.client.Pipeline.set', true],
  ['what sends the pipeline', 'redis.asyncio.client.Pipeline.execute', false],
  ['a command outside of one', 'redis.asyncio.Redis.set', false],
  ['a tracked job', 'homeassistant.core.HomeAssistant.async_add_executor_job', true],
  ['a job that nobody tracks', 'homeassistant.core.HomeAssistant.async_add_import_executor_job', false],
  ['a request', 'aiohttp.ClientSession.get', false],
])('%s', (_, symbol, expected) => expect(isDroppedByDesign(symbol)).toBe(expected));
