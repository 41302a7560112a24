"""Generation jobs as tasks of Airflow 3: each job paid for once, whatever happens to workers and triggerers.

    from generation_jobs_airflow.operators import GenerateOperator

    GenerateOperator(
        task_id="cover", provider="oxen", parameters={"model": "flux-2-dev", "prompt": "…"}, directory="/data/{{ ds }}"
    )

Public are the classes of `operators`, `hooks` and `triggers`. This module imports nothing, since Airflow imports it in
every process.
"""
