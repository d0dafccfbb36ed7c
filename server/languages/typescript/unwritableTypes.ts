/**
 * Version 7.0.2 of the compiler fails to write down the type of an array literal where an empty tuple is expected, as of `return []`
 * in a function that gives `[Order] | []` (its issue 63869). It has worked the type out by then, so nothing is broken in its checker:
 * such a type counts as `any`, and all that was asked with it as what it is.
 */

import type { API } from 'typescript/unstable/sync';

/** What the API of this version keeps to itself. */
interface Client {
  apiRequest: (method: string, parameters: Parameters) => unknown;
}

interface Parameters {
  readonly snapshot: number;
  readonly project: string;
  readonly locations?: readonly string[];
}

/** Has the API answer `any` where the compiler cannot write down the type of a node or a member of a union. */
export function takeUnwritableTypesForAny(api: API): void {
  const { client } = api as unknown as { readonly client: Client };
  const ask = client.apiRequest.bind(client);
  client.apiRequest = (method, parameters) => {
    try {
      return ask(method, parameters);
    } catch (error) {
      if (!isUnwritable(error)) throw error;
      const { snapshot, project, locations = [] } = parameters;
      if (locations.length > 1) {
        const middle = locations.length >> 1;
        const parts = [locations.slice(0, middle), locations.slice(middle)];
        return parts.flatMap((part) => client.apiRequest(method, { ...parameters, locations: part }));
      }
      if (locations.length === 0 && method !== 'getTypesOfType') throw error;
      return [ask('getAnyType', { snapshot, project })];
    }
  };
}

/** The compiler's trace shows where it looked for a tuple: in an answer, not in the code that it was asked about. */
function isUnwritable(error: unknown): boolean {
  return error instanceof Error && /\.AsTupleType\(.*\n.*\n.*\bapi\.newTypeResponse\(/.test(error.message);
}
