/** Facts of files of one project, with the questions about all of them asked together. */

import type { SourceFile } from 'typescript/unstable/ast';
import { Aliases } from './aliases.ts';
import { AwaitableTypes } from './awaitability.ts';
import { CalledSignatures } from './calledSignatures.ts';
import { CallNames } from './callNames.ts';
import { calledNodes, factsOf, type FileInput, judgedNodes, type MadeFacts } from './collectFacts.ts';
import type { CallingFile } from './chains.ts';
import { CollectionSizes } from './collectionSizes.ts';
import { collectSyntax, type FileSyntax } from './collectSyntax.ts';
import { ExpectedResults, KnownExpectations } from './expectedResults.ts';
import { ecmaVersionOf, isCheckedByCompiler } from './fileFacts.ts';
import { keptKinds, namesAskedByFamilies, nodesAskedByFamilies } from './families.ts';
import type { Folders } from './folders.ts';
import type { Leads } from './leads.ts';
import { outlineOf, outlineOfFunction, plainPartOf, shapeOf } from './outline.ts';
import { ErrorHandling } from './ownErrors.ts';
import { implicitKinds } from './implicitCalls.ts';
import type { Package } from './packages.ts';
import { ProjectTexts } from './projectTexts.ts';
import { ProtocolTypes } from './protocolTypes.ts';
import { isTestFile } from './roles.ts';
import { WorkFinder } from './startedWork.ts';
import { Symbols } from './symbols.ts';
import { RootedExpressions } from './rooted.ts';
import { SyntaxErrors } from './syntaxErrors.ts';
import { FileNames, Targets } from './targets.ts';
import { Types } from './types.ts';
import { UntypedCalls } from './untypedCalls.ts';
import type { WrittenTexts } from './writtenTexts.ts';
import type { OpenProject } from './openProject.ts';

export interface ProjectFile {
  readonly path: string;
  readonly source: SourceFile;
  readonly package: Package;
  readonly isOpen: boolean;
}

/** What is known of types, imports, texts and syntax errors together, as long as nothing in the project changes. */
interface Known {
  readonly awaitable: AwaitableTypes;
  readonly rooted: RootedExpressions;
  readonly aliases: Aliases;
  readonly texts: ProjectTexts;
  readonly untyped: UntypedCalls;
  readonly expected: KnownExpectations;
  readonly syntaxErrors: SyntaxErrors;
}

/** What of it outlives edits that leave most of the project as it is. */
type Lasting = Pick<Known, 'awaitable' | 'rooted' | 'texts'>;

const allKinds = new Set([...keptKinds, ...implicitKinds]);

export class ProjectFacts {
  readonly #fileNames = new FileNames();
  readonly #folders: Folders;
  readonly #texts: WrittenTexts;
  readonly #known = new WeakMap<OpenProject, Known>();
  readonly #lasting = new WeakMap<OpenProject['basis'], Lasting>();

  constructor(folders: Folders, texts: WrittenTexts) {
    this.#folders = folders;
    this.#texts = texts;
  }

  /**
   * `isJudged`: most files turn out clean, so that their calls need not all be asked about. Nor need what they call be, where
   * `leads` takes that down.
   */
  of(
    project: OpenProject,
    files: readonly ProjectFile[],
    interest: ReadonlySet<string>,
    { isJudged, leads }: { readonly isJudged: boolean; readonly leads?: Leads | undefined },
  ): readonly { readonly file: ProjectFile; readonly facts: MadeFacts; readonly shape?: string }[] {
    const walked = files.map((file) => ({ file, syntax: collectSyntax(file.source, allKinds) }));
    const syntaxes = walked.map(({ syntax }) => syntax);
    const { awaitable, rooted, expected, texts, untyped, syntaxErrors } = this.#knownOf(project);
    syntaxErrors.prepare(files.map(({ source }) => source));
    const types = new Types(project, awaitable, new ProtocolTypes(project), rooted);
    types.prepare(
      syntaxes.flatMap((syntax) => [
        ...judgedNodes(syntax),
        ...nodesAskedByFamilies(syntax),
        ...(isJudged ? [] : calledNodes(syntax)),
      ]),
    );
    const symbols = this.#symbolsIn(project);
    const names = this.#namesIn(project, symbols, syntaxes, interest);
    if (leads === undefined) names.prepareTargets(syntaxes);
    const signatures = new CalledSignatures(project);
    const shared = {
      types,
      symbols,
      names,
      sizes: new CollectionSizes(symbols, types),
      work: new WorkFinder(symbols, types),
      expected: new ExpectedResults(types, expected),
      signatures,
      errors: new ErrorHandling(project, signatures, texts),
      syntaxErrors,
    };
    const { module: moduleKind } = project.compilerOptions;
    const ecmaVersion = ecmaVersionOf(project.compilerOptions);
    const asked = walked.map(({ file, syntax }): { readonly file: ProjectFile; readonly input: FileInput } => {
      const surroundings = {
        path: file.path,
        package: file.package,
        ...(moduleKind === undefined ? {} : { moduleKind }),
        ...(ecmaVersion === undefined ? {} : { ecmaVersion }),
      };
      return { file, input: { ...shared, texts, syntax, surroundings, ...(isUntyped(file) ? { untyped } : {}) } };
    });
    symbols.prepare(asked.flatMap(({ input }) => namesAskedByFamilies(input)));
    return asked.map(({ file, input }) => {
      const facts = factsOf(input);
      leads?.note(file.path, input.syntax, facts.view.functions, names);
      return { file, facts, ...(file.isOpen ? { shape: shapeOf(input.syntax) } : {}) };
    });
  }

  /** What a file calls, without what costs a type. */
  outlineOf(
    project: OpenProject,
    { source, isOpen }: Omit<ProjectFile, 'package'>,
    interest: ReadonlySet<string>,
  ): Omit<CallingFile, 'document'> {
    const syntax = plainPartOf(collectSyntax(source, implicitKinds));
    const names = this.#namesIn(project, this.#symbolsIn(project), [syntax], interest);
    names.prepareTargets([syntax]);
    return { facts: outlineOf(syntax, names), ...(isOpen ? { shape: shapeOf(syntax) } : {}) };
  }

  /** Takes down what the plain functions of files call that nobody asked about. */
  noteCalls(project: OpenProject, sources: readonly SourceFile[], interest: ReadonlySet<string>, leads: Leads): void {
    const syntaxes = sources.map((source) => plainPartOf(collectSyntax(source, implicitKinds)));
    const names = this.#namesIn(project, this.#symbolsIn(project), syntaxes, interest);
    for (const syntax of syntaxes) {
      const functions = syntax.functions.map((owner) => outlineOfFunction(owner, syntax));
      leads.note(undefined, syntax, functions, names);
    }
  }

  /** The paths of files whose calls lead to what rules look for. */
  filesThatLead(project: OpenProject, leads: Leads): ReadonlySet<string> {
    return leads.filesIn(project, this.#targetsIn(project, this.#symbolsIn(project)));
  }

  #knownOf(project: OpenProject): Known {
    const known = this.#known.get(project);
    if (known !== undefined) return known;
    const lasting = this.#lasting.get(project.basis);
    const awaitable = new AwaitableTypes(project, lasting?.awaitable);
    const texts = lasting?.texts ?? new ProjectTexts(project.basis, this.#texts);
    const rooted = new RootedExpressions(project, awaitable, lasting?.rooted);
    this.#lasting.set(project.basis, { awaitable, rooted, texts });
    const made = {
      awaitable,
      rooted,
      aliases: new Aliases(project, this.#folders),
      texts,
      untyped: new UntypedCalls(project, awaitable, texts),
      expected: new KnownExpectations(),
      syntaxErrors: new SyntaxErrors(project),
    };
    this.#known.set(project, made);
    return made;
  }

  #targetsIn(project: OpenProject, symbols: Symbols): Targets {
    return new Targets(project, symbols, this.#fileNames);
  }

  #symbolsIn(project: OpenProject): Symbols {
    const { aliases, rooted } = this.#knownOf(project);
    return new Symbols(project, aliases, rooted);
  }

  #namesIn(
    project: OpenProject,
    symbols: Symbols,
    syntaxes: readonly FileSyntax[],
    interest: ReadonlySet<string>,
  ): CallNames {
    const names = new CallNames(symbols, this.#targetsIn(project, symbols), interest);
    names.prepareNames(syntaxes);
    return names;
  }
}

/** A part of a program in which no types are written. */
function isUntyped({ path, source, package: { folder } }: ProjectFile): boolean {
  return !isCheckedByCompiler(source) && !isTestFile(path, folder);
}
