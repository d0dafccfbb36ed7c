/** Names of callees as a user writes them in the configuration. */

/** Whether one of the patterns is the name; `*` stands for any characters: `router.*`, `*.prefetch`. */
export function isAllowed(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => (pattern.includes('*') ? expressionFor(pattern).test(name) : pattern === name));
}

const expressions = new Map<string, RegExp>();

function expressionFor(pattern: string): RegExp {
  const known = expressions.get(pattern);
  if (known !== undefined) return known;
  const parts = pattern.split('*').map((part) => part.replaceAll(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  const expression = new RegExp(`^${parts.join('.*')}$`);
  expressions.set(pattern, expression);
  return expression;
}
