import type { GapReason, Picture } from '@vialog/contracts';
import { greyPicture } from './grey-picture.ts';
import { judgeView, type ViewFinding } from './judge-view.ts';
import { ViewReference } from './view-reference.ts';
import { viewSample } from './view-sample.ts';

/** Pictures are judged at most once in this time, ms. */
const intervalMs = 2_000;
/** How long pictures must show a fault before it is reported, ms: a lorry stands in front of a camera for a minute. */
const confirmationMs = { blank: 30_000, covered: 90_000, shifted: 60_000, other: 90_000 } as const;
/** Pictures that confirm a fault, and pictures of the view that end it. */
const minPictures = 3;
/** An obstruction ends although the view is not recognised when pictures show details for this long, ms. */
const relearnMs = 5 * 60_000;

type FaultyFinding = Extract<ViewFinding, { kind: keyof typeof confirmationMs }>;

/** What is wrong with the view of a camera. */
export interface ViewFault {
  readonly reason: Extract<GapReason, 'obstructed' | 'moved'>;
  /** One sentence for people. */
  readonly detail: string;
}

interface Candidate {
  readonly reason: ViewFault['reason'];
  readonly since: number;
  pictures: number;
}

/**
 * Detects that the view of one camera is obstructed or that the camera was moved, by comparing the edges of each picture with
 * the usual edges of the view. Rules and limits: docs/measuring.md. Keeps no picture.
 */
export class ViewWatch {
  #reference = new ViewReference();
  #fault: ViewFault | undefined;
  #candidate: Candidate | undefined;
  /** Pictures in a row that show the view. */
  #known = 0;
  /** Since when pictures show details of an unknown view, monotonic ms. */
  #unsureSince: number | undefined;
  #judgedAt = -Infinity;

  /** Learns the view from now on: its zones were checked, or the stream is another one. */
  reset(): void {
    this.#relearn();
    this.#judgedAt = -Infinity;
  }

  /** Returns what is wrong with the view, or undefined. @param at arrival of the picture, monotonic ms */
  judge(picture: Picture, at: number): ViewFault | undefined {
    if (at - this.#judgedAt < intervalMs) return this.#fault;
    const grey = greyPicture(picture);
    if (!grey) return undefined;
    this.#judgedAt = at;
    const sample = viewSample(grey);
    const comparison = this.#reference.compare(sample, at);
    const finding = judgeView({ reference: this.#reference, sample, comparison });
    if (isFaulty(finding)) this.#suspect(finding, at);
    else this.#clear(finding, at);
    const isLearned = finding.kind === 'known' || finding.kind === 'unsure';
    if (isLearned && !this.#fault) this.#reference.learn(sample, at, comparison);
    return this.#fault;
  }

  #suspect(finding: FaultyFinding, at: number): void {
    const fault = faultOf(finding);
    this.#known = 0;
    this.#unsureSince = undefined;
    if (this.#candidate?.reason !== fault.reason)
      this.#candidate = { reason: fault.reason, since: at, pictures: 0 };
    this.#candidate.pictures += 1;
    const isConfirmed =
      this.#candidate.pictures >= minPictures && at - this.#candidate.since >= confirmationMs[finding.kind];
    if (isConfirmed && this.#fault?.reason !== fault.reason) this.#fault = fault;
  }

  #clear({ kind }: ViewFinding, at: number): void {
    if (kind === 'unsure') {
      this.#unsureSince ??= at;
      const isLong = at - this.#unsureSince >= relearnMs;
      if (isLong && this.#fault?.reason === 'obstructed') this.#relearn();
      if (isLong) this.#candidate = undefined;
      return;
    }
    this.#unsureSince = undefined;
    this.#candidate = undefined;
    this.#known += 1;
    if (this.#known >= minPictures) this.#fault = undefined;
  }

  #relearn(): void {
    this.#reference = new ViewReference();
    this.#fault = undefined;
    this.#candidate = undefined;
    this.#unsureSince = undefined;
    this.#known = 0;
  }
}

const isFaulty = (finding: ViewFinding): finding is FaultyFinding => finding.kind in confirmationMs;

function faultOf(finding: FaultyFinding): ViewFault {
  switch (finding.kind) {
    case 'blank':
      return { reason: 'obstructed', detail: blankDetail };
    case 'covered':
      return {
        reason: 'obstructed',
        detail: `Something covers about ${percent(finding.share)} of the view.`,
      };
    case 'shifted':
      return moved(`The view shifted by about ${percent(finding.share)} of the picture width.`);
    case 'other':
      return moved('The camera shows another view than before.');
  }
}

const blankDetail = 'The picture shows no details: the lens is covered, dirty, fogged or out of focus.';

const moved = (what: string): ViewFault => ({
  reason: 'moved',
  detail: `${what} Zones may no longer match: adjust and save them, or confirm the view.`,
});

const percent = (share: number): string => `${Math.max(1, Math.round(share * 100))} %`;
