import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'compose-detectors', rootDir: import.meta.dirname };
