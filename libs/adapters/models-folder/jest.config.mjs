import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'models-folder', rootDir: import.meta.dirname };
