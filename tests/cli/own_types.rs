//! Mistakes in `[crate.types]`, and derives for models with types of the user.

use crate::sandbox::Sandbox;

const SPEC: &str = "openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /orders:
    get:
      operationId: listOrders
      parameters: [{name: page, in: query, schema: {type: integer, format: number}}]
      responses:
        '200':
          description: Orders.
          content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Order'}}}}
components:
  schemas:
    Order:
      type: object
      properties:
        id: {type: string, format: money}
        color: {type: string, format: color, enum: [red]}
";

fn project(settings: &str) -> Sandbox {
    Sandbox::project(SPEC, settings)
}

#[test]
fn mistakes_are_reported_with_the_fix() {
    for (types, message) in [
        (
            "map = 'std::collections::HashMap<String, u8>'",
            "the type for maps, `std::collections::HashMap<String, u8>`, has arguments",
        ),
        (
            "map = { type = 'std::collections::HashMap', with = 'a::b' }",
            "the type for maps, `std::collections::HashMap`, can't have `default`, `with` or `traits`",
        ),
        (
            "'' = 'std::string::String'",
            "an entry of `[crate.types]` has an empty key",
        ),
        (
            "money = 'Vec<Money>'",
            "`Money` is not the full path of a type, in `Vec<Money>`",
        ),
        ("money = 'Money'", "`Money` is not the full path of a type"),
        (
            "money = 'Vec<my_money::Money>'",
            "`my_money` is not a dependency of the generated crate",
        ),
        (
            "money = { type = 'std::path::PathBuf', traits = ['Display'] }",
            "`Display` is not a trait that models can derive",
        ),
        (
            "color = 'std::path::PathBuf'",
            "only enums have the format `color`",
        ),
    ] {
        let sandbox = project(&format!("[crate.types]\n{types}\n"));
        sandbox.run(["generate"]).code(1).stderr_contains(message);
    }
    let sandbox = project("[crate.dependencies]\nchrono = { version = '0.4' }\n");
    sandbox
        .run(["generate"])
        .code(1)
        .stderr_contains("the generated crate already depends on `chrono`");
}

#[test]
fn derives_need_traits_that_are_known_or_declared() {
    let types = |entry: &str| {
        format!(
            "[crate.types]\nmoney = {entry}\n[crate.derives]\nOrder = ['Eq']\n\
             [crate.dependencies]\nmy_money = '1'\n"
        )
    };
    project(&types("'my_money::Money'"))
        .run(["generate"])
        .code(1)
        .stderr_contains(
            "`Eq` can't be derived for `Order`: `id` is `my_money::Money`, which is not known to implement it; if it does, \
             add `traits = [\"Eq\"]` to its entry in `[crate.types]`",
        );
    for entry in [
        "{ type = 'my_money::Money', traits = ['Eq'] }",
        "'uuid::Uuid'",
        "'Vec<uuid::Uuid>'",
    ] {
        let sandbox = project(&types(entry));
        sandbox.run(["generate"]).code(0);
        let order = sandbox.read("sdk/src/models/order.rs");
        assert!(
            order.contains("#[derive(Clone, Debug, Default, PartialEq, Eq)]"),
            "{order}"
        );
    }
    project(&types("'Vec<f64>'")).run(["generate"]).code(1);
}

#[test]
fn numbers_of_pages_with_own_types_are_reported() {
    let paging = "[crate.paging]\nlistOrders = { page = 'page', first = 1 }\n";
    let sandbox = project(&format!(
        "[crate.types]\nnumber = 'std::num::NonZeroU32'\n{paging}"
    ));
    sandbox
        .run(["generate"])
        .code(0)
        .stderr_contains(
            "[unusable-paging]: `listOrders` can't be paginated with types of your own",
        )
        .stderr_contains("the number of the page has a type of your own");
}
