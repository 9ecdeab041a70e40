import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'compose-local', rootDir: import.meta.dirname };
