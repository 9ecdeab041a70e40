import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'compose-base-map', rootDir: import.meta.dirname };
