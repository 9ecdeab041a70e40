import type { Converter } from './emitter.ts';
import { arithmeticOps } from './ops/arithmetic.ts';
import { convolutionOps } from './ops/convolution.ts';
import { shapingOps } from './ops/shaping.ts';
import { spatialOps } from './ops/spatial.ts';

/** The supported TensorFlow operators: those of NanoDet-g and of SSDLite-MobileNet-v2. */
export const converterByOp: ReadonlyMap<string, Converter> = new Map(
  Object.entries({ ...convolutionOps, ...arithmeticOps, ...shapingOps, ...spatialOps }),
);
