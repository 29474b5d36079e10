/** A document before it is printed: a tree of plain values, so that fast-check can take it apart. */
export interface DocumentTree {
  readonly selections: readonly Selection[];
  /** What the conditions of the document say, by the number of their variable. */
  readonly switches: readonly Switch[];
}

export type Selection = FieldSelection | InlineFragment | FragmentSpread;

export interface FieldSelection {
  readonly kind: 'field';
  readonly name: string;
  readonly alias: string | null;
  readonly args: readonly Argument[];
  readonly when: readonly Condition[];
  /** Null where the field is a leaf. */
  readonly below: readonly Selection[] | null;
}

export interface InlineFragment {
  readonly kind: 'inline';
  readonly type: string;
  readonly namesType: boolean;
  readonly when: readonly Condition[];
  readonly below: readonly Selection[];
}

/** Spreads of one type and slot spread the same fragment, whose selections are those of the first of them. */
export interface FragmentSpread {
  readonly kind: 'spread';
  readonly type: string;
  readonly slot: number;
  readonly when: readonly Condition[];
  readonly below: readonly Selection[];
}

/** `@skip` or `@include`, with a literal or with the variable of a switch. */
export interface Condition {
  readonly directive: 'skip' | 'include';
  readonly if: boolean | number;
}

/** A variable of a condition: given, or left out and filled by its default. */
export interface Switch {
  readonly value: boolean;
  readonly isDefault: boolean;
}

export interface Argument {
  readonly name: string;
  readonly given: Given;
}

/** What stands at the place of a value. */
export type Given =
  | { readonly how: 'literal'; readonly value: Value }
  | {
      readonly how: 'variable';
      readonly sent: Sent;
      readonly fallback: Value | undefined;
      readonly isRequired: boolean;
    }
  | { readonly how: 'object'; readonly fields: readonly Argument[] };

/** What the client sends for a variable; nothing is not null. */
export type Sent = { readonly value: Value } | 'nothing';

export type Value = string | number | boolean | null | readonly Value[] | { readonly [field: string]: Value };
