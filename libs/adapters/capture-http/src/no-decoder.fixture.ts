import type { VideoDecoder } from '@vialog/capture';

/** For sources whose URLs return no video. */
export const noDecoder: VideoDecoder = {
  decode: () => {
    throw new Error('no video was expected');
  },
};
