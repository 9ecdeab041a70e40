import { type ModelTrial, tryModel } from '@vialog/detection-onnx';
import { addModelPackage, FolderModelStore } from '@vialog/models-folder';
import type { ModelStore } from '@vialog/models';

/** The model packages of a folder. */
export const openModelFolder = (folder: string): ModelStore => new FolderModelStore(folder);

export { addModelPackage, tryModel, type ModelTrial };
