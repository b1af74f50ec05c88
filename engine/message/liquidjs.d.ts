/**
 * The part of the template language that this folder uses. Its own declarations pull in Node's
 * types, and the engine compiles without them; the browser build has no file system, so a template
 * cannot reach one on any machine.
 */
declare module 'liquidjs/dist/liquid.browser.mjs' {
  export interface Token {
    readonly name?: string;
    /** Row and column, both 1-based. */
    getPosition(): readonly [number, number];
    getText(): string;
  }

  export interface Filter {
    readonly name: string;
    readonly token: Token;
  }

  export interface Argument {
    readonly filters?: readonly Filter[];
  }

  export interface Template {
    readonly token: Token;
    /** With `for`: the name of the loop's variable, and what it walks over. */
    readonly variable?: string;
    readonly collection?: Token;
    children?(partials: boolean, sync: boolean): Generator<unknown, readonly Template[]>;
    arguments?(): Iterable<Argument>;
  }

  export interface Variable {
    readonly segments: readonly (string | number | Variable)[];
    readonly location: { readonly row: number; readonly col: number };
  }

  export interface Analysis {
    readonly variables: Readonly<Record<string, readonly Variable[]>>;
    readonly globals: Readonly<Record<string, readonly Variable[]>>;
    readonly locals: Readonly<Record<string, readonly Variable[]>>;
  }

  export interface FilterThis {
    readonly context: {
      readonly globals: Readonly<Record<PropertyKey, unknown>>;
      readonly environments: Readonly<Record<string, unknown>>;
    };
  }

  export type FilterHandler = (this: FilterThis, value: unknown, ...args: unknown[]) => unknown;

  /** A limit that was reached between two tags. */
  export class AssertionError extends Error {}

  export class LiquidError extends Error {
    readonly token?: Token;
    readonly originalError?: Error;
  }

  export class Liquid {
    constructor(options: {
      readonly strictVariables: boolean;
      readonly strictFilters: boolean;
      readonly lenientIf: boolean;
      readonly ownPropertyOnly: boolean;
      readonly parseLimit: number;
      readonly renderLimit: number;
      readonly memoryLimit: number;
      readonly outputEscape: FilterHandler;
    });
    readonly filters: Record<string, unknown>;
    readonly tags: Record<string, unknown>;
    registerFilter(name: string, filter: FilterHandler): void;
    parse(source: string): Template[];
    renderSync(templates: readonly Template[], scope: object, options: { readonly globals: object }): string;
    analyzeSync(templates: readonly Template[], options: { readonly partials: boolean }): Analysis;
  }
}
