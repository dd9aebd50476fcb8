/** Files that the build puts in as text. */
declare module "*.rq" {
  const text: string;
  export default text;
}
declare module "*.css";
