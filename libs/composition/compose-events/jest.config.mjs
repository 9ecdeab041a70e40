import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'compose-events', rootDir: import.meta.dirname };
