"""Operations of external documents: parameters, bodies and responses."""
