/** What a statement imports, and under which names. */

import {
  isExternalModuleReference,
  isIdentifier,
  isImportDeclaration,
  isImportEqualsDeclaration,
  isNamedImports,
  isNamespaceImport,
  isObjectBindingPattern,
  isVariableStatement,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import type { ImportFact } from '../../facts/facts.ts';
import { isWrapper, loadedModule, rangeOfNode, requiredModule, stringOf, textOfName, unwrapped } from './nodes.ts';

/** The imports that a statement makes; `dynamic` ones and `require` only where they fill variables. */
export function importsIn(statement: Node, text: string): readonly ImportFact[] {
  if (isImportDeclaration(statement)) return declared(statement, text);
  if (isImportEqualsDeclaration(statement)) {
    const { moduleReference, name } = statement;
    const module = isExternalModuleReference(moduleReference) ? stringOf(moduleReference.expression) : undefined;
    if (module === undefined) return [];
    return [
      {
        ...base(statement, text, module),
        imported: '*',
        local: name.text,
        form: 'require',
        isTypeOnly: statement.isTypeOnly,
      },
    ];
  }
  return isVariableStatement(statement) ? loaded(statement, text) : [];
}

type Base = Pick<ImportFact, 'range' | 'module' | 'isTopLevel'>;

function base(statement: Node, text: string, module: string): Base {
  return {
    range: rangeOfNode(statement, text),
    module,
    isTopLevel: statement.parent.kind === SyntaxKind.SourceFile,
  };
}

function declared(statement: Node, text: string): readonly ImportFact[] {
  if (!isImportDeclaration(statement)) return [];
  const module = stringOf(statement.moduleSpecifier);
  if (module === undefined) return [];
  const shared = base(statement, text, module);
  const clause = statement.importClause;
  if (clause === undefined) return [{ ...shared, imported: '*', local: '', form: 'import', isTypeOnly: false }];
  const isTypeOnly = clause.phaseModifier === SyntaxKind.TypeKeyword;
  const facts: ImportFact[] = [];
  if (clause.name !== undefined)
    facts.push({ ...shared, imported: 'default', local: clause.name.text, form: 'import', isTypeOnly });
  const bindings = clause.namedBindings;
  if (bindings !== undefined && isNamespaceImport(bindings))
    facts.push({ ...shared, imported: '*', local: bindings.name.text, form: 'import', isTypeOnly });
  if (bindings !== undefined && isNamedImports(bindings))
    for (const element of bindings.elements)
      facts.push({
        ...shared,
        imported: textOfName(element.propertyName ?? element.name),
        local: textOfName(element.name),
        form: 'from-import',
        isTypeOnly: isTypeOnly || element.isTypeOnly,
      });
  return facts;
}

/** `const fs = require('fs')`, `const { readFile } = await import('fs')` */
function loaded(statement: Node, text: string): readonly ImportFact[] {
  if (!isVariableStatement(statement)) return [];
  const facts: ImportFact[] = [];
  for (const declaration of statement.declarationList.declarations) {
    if (declaration.initializer === undefined) continue;
    const module = loadedModule(declaration.initializer);
    if (module === undefined) continue;
    const form = requiredModule(unwrapped(declaration.initializer)) === undefined ? 'dynamic' : 'require';
    const shared = { ...base(statement, text, module), form, isTypeOnly: false } as const;
    if (isIdentifier(declaration.name)) facts.push({ ...shared, imported: '*', local: declaration.name.text });
    else if (isObjectBindingPattern(declaration.name))
      for (const { name, propertyName } of declaration.name.elements)
        if (name !== undefined && isIdentifier(name))
          facts.push({ ...shared, imported: nameOf(propertyName) ?? name.text, local: name.text });
  }
  return facts;
}

function nameOf(node: Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  return isIdentifier(node) ? node.text : stringOf(node);
}

/** Names that a declaration binds, patterns included. */
export function boundNames(name: Node | undefined): readonly string[] {
  const names: string[] = [];
  const stack = name === undefined ? [] : [name];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (isWrapper(node)) continue;
    if (isIdentifier(node)) names.push(textOfName(node));
    else if (isPattern(node))
      for (const element of node.elements) if (element.name !== undefined) stack.push(element.name);
  }
  return names;
}

function isPattern(node: Node): node is Node & { readonly elements: readonly { readonly name?: Node }[] } {
  return node.kind === SyntaxKind.ObjectBindingPattern || node.kind === SyntaxKind.ArrayBindingPattern;
}
