/** Who takes a request back is answered at once, however long the work goes on. */

import { expect, test } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { untilCancelled } from '../../../server/lsp/cancellation.ts';

const takenBack = { code: -32800 };
const endless = new Promise<never>(() => {});

test('work that is not taken back gives its result', async () => {
  const { token } = new CancellationTokenSource();
  expect(await untilCancelled(Promise.resolve(7), token)).toBe(7);
});

test('work that is taken back is not waited for', async () => {
  const source = new CancellationTokenSource();
  const answer = untilCancelled(endless, source.token);
  source.cancel();
  await expect(answer).rejects.toMatchObject(takenBack);
});

test('work that was taken back before is not begun to be waited for', async () => {
  const source = new CancellationTokenSource();
  source.cancel();
  await expect(untilCancelled(endless, source.token)).rejects.toMatchObject(takenBack);
});
