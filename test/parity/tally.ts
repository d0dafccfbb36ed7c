/** How the cases of one rule of a peer came out. */

export interface Tally {
  readonly agreed: number;
  readonly onPurpose: number;
  /** Cases whose options change what the rule finds; we have no such options. */
  readonly withOptions: number;
  readonly wrongValid: number;
  readonly valid: number;
  readonly wrongInvalid: number;
  readonly invalid: number;
}
