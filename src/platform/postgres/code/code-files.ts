import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../config/project-root';
import { codeObject, type CodeKind, type CodeObject } from './code-object';

const FOLDERS: Readonly<Record<CodeKind, string>> = { function: 'functions', trigger: 'triggers', policy: 'policies' };

let read: readonly CodeObject[] | undefined;

/** The database's code of this version, read once: a process keeps to its version while another one is being installed. */
export function codeFiles(): readonly CodeObject[] {
  read ??= readCodeFiles(join(projectRoot(), 'database'));
  return read;
}

/** @throws Error if a file does not say what it is for, or is not named after what it makes */
export function readCodeFiles(directory: string): CodeObject[] {
  return (Object.keys(FOLDERS) as CodeKind[]).flatMap((kind) =>
    readdirSync(join(directory, FOLDERS[kind]))
      .sort()
      .map((file) => readCodeFile(kind, join(directory, FOLDERS[kind]), file)),
  );
}

function readCodeFile(kind: CodeKind, directory: string, file: string): CodeObject {
  const sql = readFileSync(join(directory, file), 'utf8').replace(/\r\n/g, '\n');
  if (!/^-- \S/.test(sql)) throw new Error(`${file} does not begin with a comment that says which rule it keeps.`);
  const object = codeObject(kind, sql);
  if (file !== `${object.name}.sql`)
    throw new Error(`${file} makes ${object.name}: one object a file, named after it.`);
  return object;
}
