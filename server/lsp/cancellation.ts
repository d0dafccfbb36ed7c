/** Requests that the client has taken back: it gets an answer at once, and we do no more for it. */

import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';

/** The result of the work, unless the client takes its request back before. Work that others wait for too goes on. */
export async function untilCancelled<Result>(work: Promise<Result>, token: CancellationToken): Promise<Result> {
  refuseIfCancelled(token);
  let stopListening = () => {};
  const cancelled = new Promise<never>((_, refuse) => {
    const listener = token.onCancellationRequested(() => refuse(takenBack()));
    stopListening = () => listener.dispose();
  });
  try {
    return await Promise.race([work, cancelled]);
  } finally {
    stopListening();
  }
}

export function refuseIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw takenBack();
}

function takenBack(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'the request was taken back');
}
