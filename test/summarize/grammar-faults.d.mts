export function grammarFaults(text: string): string[];
