/** What every promise has, by the standard library: whoever calls one of these on a value takes it for a promise. */
export const promiseMembers: ReadonlySet<string> = new Set(['then', 'catch', 'finally']);
