import { streamKindOf, type StreamKind } from '@vialog/contracts';
import type { CaptureEvent, CaptureRequest, FrameSource } from './frame-source.port.ts';

/** One source for all: hands each request to the source of its URL's kind. Apps say which source that is. */
export class SourceByScheme implements FrameSource {
  readonly #sources: Readonly<Record<StreamKind, FrameSource>>;

  constructor(sources: Readonly<Record<StreamKind, FrameSource>>) {
    this.#sources = sources;
  }

  frames(request: CaptureRequest, signal: AbortSignal): AsyncIterable<CaptureEvent> {
    return this.#sources[streamKindOf(request.stream.url)].frames(request, signal);
  }
}
